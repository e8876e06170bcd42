/**
 * MISP events, in the JSON that MISP exports, to STIX. Called by who imports; one pass over a stream that holds one event
 * at a time.
 */
package io.tidings.stix.convert.misp;
