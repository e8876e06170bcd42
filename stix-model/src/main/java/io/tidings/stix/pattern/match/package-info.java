/**
 * Whether patterns hold for observations (STIX 2.1 §9): one pattern compiled once, or a set of many with an index.
 * What is compiled may be used by any number of threads; every match is bounded in the work it may take.
 */
package io.tidings.stix.pattern.match;
