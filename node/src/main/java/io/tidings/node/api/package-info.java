/**
 * The operator API: a running node offers an operator's calls as JSON over HTTP on loopback, to whoever holds the
 * operator key of its home. Started and closed by whoever starts the node; its handlers run on an event loop and hand
 * every call to workers of their own.
 */
package io.tidings.node.api;
