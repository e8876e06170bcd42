/**
 * The road in over the network: follows the collections of peers, each from a durable cursor, at its interval, on the
 * ring of a peer's doorbell, and on command. Content goes through Intake, a page and the cursor behind it in one commit.
 */
package io.tidings.node.exchange;
