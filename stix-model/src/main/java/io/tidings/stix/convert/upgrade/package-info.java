/**
 * STIX 2.0 to 2.1. Objects keep their identifiers and versions; containers of observables become SCOs. Called by who
 * imports; one pass over a stream, or object by object.
 */
package io.tidings.stix.convert.upgrade;
