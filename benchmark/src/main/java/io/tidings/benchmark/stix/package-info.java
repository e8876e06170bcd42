/**
 * How fast {@code stix-model} reads, checks and matches on one core: with JMH against what is wanted, and beside the Python
 * libraries on the same files. Run by {@code benchmark/stix.sh}; no part of the product.
 */
package io.tidings.benchmark.stix;
