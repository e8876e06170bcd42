/**
 * Where the node is reached: TLS for peers (a client certificate is demanded), TLS for clients, and plain HTTP on loopback
 * behind a proxy. Each runs on as many event loops as there are cores.
 */
package io.tidings.node.listener;
