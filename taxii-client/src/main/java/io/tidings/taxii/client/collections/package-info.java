/** The collections of an API root (TAXII 2.1 §5.1, §5.2). Blocks. */
package io.tidings.taxii.client.collections;
