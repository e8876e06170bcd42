/**
 * Checks files against the rules of STIX 2.1 without a node: any number of bundles, envelopes or single objects of any
 * length in bounded memory, with what is found written as it is found. Called by the command line, on one thread.
 */
package io.tidings.node.check;
