package io.tidings.node.metrics;

/** Some of the numbers that a scrape collects. Called from a worker; may block briefly. */
@FunctionalInterface
interface Source {
    void collect(Scrape into);
}
