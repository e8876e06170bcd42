package io.tidings.node.metrics;

import io.tidings.taxii.server.TaxiiServer;

/**
 * A TAXII server that is watched.
 *
 * @param name of its listener
 * @param bind where it listens, likewise {@code port}
 * @param maxPending calls that may run or wait; beyond it the answer is 503
 */
public record MeteredServer(
        String name, String bind, int port, TaxiiServer server, RequestMeter meter, int maxPending) {}
