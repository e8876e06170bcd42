/**
 * Regular expressions in the syntax of PCRE, for {@code MATCHES} (STIX 2.1 §9.6.1), with a bound on the work of a
 * search that holds for any expression and any subject. The JDK's own cannot be bounded: it counts nothing, overflows
 * the stack, and some expressions keep it busy without reading a character that could be counted for it.
 */
package io.tidings.stix.pattern.regex;
