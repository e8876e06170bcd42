/** What became of objects that were added (TAXII 2.1 §4.3). Blocks. */
package io.tidings.taxii.client.status;
