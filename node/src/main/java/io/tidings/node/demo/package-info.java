/**
 * The demonstration: three organisations with a home, keys, database and ports each exchange a feed, and every step is
 * checked against what the feed's markings and the agreements say. Uses the node as anyone could.
 */
package io.tidings.node.demo;
