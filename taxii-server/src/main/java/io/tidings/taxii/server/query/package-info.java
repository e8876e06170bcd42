/**
 * What a request asks for, parsed once from its query string (TAXII 2.1 §3.4). Pure: no HTTP, no I/O; called from any
 * thread.
 */
package io.tidings.taxii.server.query;
