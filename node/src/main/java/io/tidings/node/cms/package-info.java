/**
 * Cryptographic Message Syntax (RFC 5652): files encrypted to certificates and opened with keys, detached signatures with
 * time stamps; besides digital envelopes of GM/T 0010. What it makes, {@code openssl cms} reads, where that knows the
 * algorithm. Called by backups and content packages; blocking, from any thread.
 */
package io.tidings.node.cms;
