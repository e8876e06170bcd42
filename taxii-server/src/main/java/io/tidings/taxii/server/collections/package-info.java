/**
 * The collections of an API root, and who may do what with one (TAXII 2.1 §5.1, §5.2; chapter 7 of the digest). Called
 * from worker threads.
 */
package io.tidings.taxii.server.collections;
