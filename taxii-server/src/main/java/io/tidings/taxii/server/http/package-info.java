/**
 * HTTP as TAXII 2.1 uses it, without a network: paths, media types, credentials, errors, and the checks that every
 * request passes in their order. Called from worker threads by the transport; the endpoints answer in its terms.
 */
package io.tidings.taxii.server.http;
