/**
 * Writing files that only their owner may read, whole or not at all. Used by whatever keeps something in a node's home;
 * safe from any thread.
 */
package io.tidings.node.file;
