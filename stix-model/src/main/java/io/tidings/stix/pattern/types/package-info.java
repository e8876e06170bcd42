/**
 * What the object tables of STIX 2.1 say about a pattern: whether its paths exist, whether operators and constants fit
 * what they select, and whether the conditions hold that a grammar cannot express. Used by any number of threads.
 */
package io.tidings.stix.pattern.types;
