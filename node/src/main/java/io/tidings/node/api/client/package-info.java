/**
 * The command line's end of the operator API: finds the running node of a home and makes an operator's calls on it,
 * blocking, on the caller's thread. Uses the JDK's plain HTTP connection, which starts faster than any other client.
 */
package io.tidings.node.api.client;
