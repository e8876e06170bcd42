/**
 * Clients that cannot run here, replayed against a node over HTTPS: each class sends what its client sends, keeps what that
 * client keeps, and polls several times while others write; what the client would hold in the end is compared with what
 * was written. What each sends was read in its code or documentation. QRadar is missing: it speaks STIX 1.2 over TAXII 1.x
 * and 2.0 only, and gets 406 here.
 */
package io.tidings.node.clients;
