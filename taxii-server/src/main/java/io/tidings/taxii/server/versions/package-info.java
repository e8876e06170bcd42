/** The versions of an object (TAXII 2.1 §5.8). Called from worker threads. */
package io.tidings.taxii.server.versions;
