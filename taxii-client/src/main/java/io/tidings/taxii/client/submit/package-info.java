/** Adding objects to a collection of another server (TAXII 2.1 §5.5). Blocks. */
package io.tidings.taxii.client.submit;
