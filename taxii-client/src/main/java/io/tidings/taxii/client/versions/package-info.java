/** The versions of one object in a collection (TAXII 2.1 §5.8). Blocks. */
package io.tidings.taxii.client.versions;
