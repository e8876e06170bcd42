/**
 * STIX patterns (STIX 2.1 §9) for users of the library: {@link io.tidings.stix.pattern.Pattern} parses, prints, checks,
 * explains and matches. The packages below hold the parts. Everything may be used by several threads.
 */
package io.tidings.stix.pattern;
