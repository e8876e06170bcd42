/**
 * The optional match filters of the TAXII 2.1 Interoperability Test Document (§3.13.2), all three tiers with
 * relationships and calculation, tested on an object's bytes. Pure; the backend calls them from any thread.
 */
package io.tidings.taxii.server.filter;
