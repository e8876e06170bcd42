/** The manifest of a collection (TAXII 2.1 §5.3). Called from worker threads. */
package io.tidings.taxii.server.manifest;
