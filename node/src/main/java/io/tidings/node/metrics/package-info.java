/**
 * What a monitoring system asks of a node, on a listener of its own: numbers for Prometheus, whether the node lives, and
 * whether it is ready. Reads plain numbers that the other parts keep; none of them knows this package or its libraries. A
 * scrape and the checks run on workers, the counting of requests on event loops.
 */
package io.tidings.node.metrics;
