/** What became of a submission (TAXII 2.1 §4.3). Called from worker threads. */
package io.tidings.taxii.server.status;
