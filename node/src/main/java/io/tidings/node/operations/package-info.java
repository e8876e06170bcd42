/**
 * What an operator does with a node, as plain calls: the HTTP API offers them to the command line while the node runs,
 * and the command line makes them itself when it does not.
 */
package io.tidings.node.operations;
