/**
 * Indicator lists to STIX: one value a line, or CSV; plain or defanged. Called by who imports; plain functions and one
 * pass over a stream.
 */
package io.tidings.stix.convert.list;
