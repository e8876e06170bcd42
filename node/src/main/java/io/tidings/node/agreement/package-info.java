/**
 * Peers and clients and what each may read, write, delete and pass on: the files of a node's home, checked as a whole,
 * and the immutable book made of them that every request is decided by. The only place where access is granted.
 */
package io.tidings.node.agreement;
