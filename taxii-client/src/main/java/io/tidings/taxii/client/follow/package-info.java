/**
 * Following a collection: every entry once, in order, across restarts of either side (TAXII 2.1 §3.5). A follower is
 * for one thread at a time, which it blocks; never an event loop.
 */
package io.tidings.taxii.client.follow;
