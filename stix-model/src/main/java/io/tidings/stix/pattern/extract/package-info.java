/**
 * The plain indicators inside patterns, such as addresses and digests, each with what its presence says about the whole
 * pattern; what a lookup by value stands on. Used by any number of threads.
 */
package io.tidings.stix.pattern.extract;
