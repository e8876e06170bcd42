/**
 * Who this node is: its key and certificate, its secrets, and the card by which it introduces itself to peers. Used by
 * the command line and by whoever opens the listeners; {@link io.tidings.node.identity.NodeIdentity} may be replaced
 * while handshakes run and is safe from any thread.
 */
package io.tidings.node.identity;
