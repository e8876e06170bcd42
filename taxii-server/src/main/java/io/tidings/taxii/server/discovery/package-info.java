/** What this server is and where its API roots are (TAXII 2.1 §4.1, §4.2). Called from worker threads. */
package io.tidings.taxii.server.discovery;
