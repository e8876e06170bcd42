/**
 * ZIP in the one form that content packages have: no byte of a file can differ from what its members' names, lengths and
 * checksums make it. Written and read front to back, so that a file may come out of a stream and be of any length. Called
 * by the package format; for one thread.
 */
package io.tidings.node.contentpackage.zip;
