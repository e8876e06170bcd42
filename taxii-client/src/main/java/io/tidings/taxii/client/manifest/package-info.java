/** The manifest of a collection, page by page (TAXII 2.1 §5.3). Blocks. */
package io.tidings.taxii.client.manifest;
