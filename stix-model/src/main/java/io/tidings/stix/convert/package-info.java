/**
 * What ways in have in common: a {@link io.tidings.stix.convert.Conversion} reads foreign data from a stream, gives STIX
 * 2.1 objects one by one, and reports what was not carried over. Same input and options give the same objects, byte for
 * byte. Each conversion may be used by several threads; each run belongs to one.
 */
package io.tidings.stix.convert;
