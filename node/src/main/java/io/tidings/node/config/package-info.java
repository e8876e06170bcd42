/**
 * A node's home directory and its configuration file. Used by the command line and by whoever puts a node together, on
 * the starting thread; the values are immutable.
 */
package io.tidings.node.config;
