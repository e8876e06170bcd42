/**
 * The doorbell: a stream of server-sent events by which a peer hears that one of its collections has something new, and
 * follows at once instead of at its next interval. A ring carries no content and a lost one costs only time.
 */
package io.tidings.node.doorbell;
