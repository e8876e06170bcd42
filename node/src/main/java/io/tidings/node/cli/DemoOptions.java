package io.tidings.node.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@code demo} was told.
 *
 * @param once whether to end after the checks
 * @param feeds STIX 2.1 bundles, plain or gzip, published one after the other; empty means the demo's own feed
 * @param colour whether the output may be coloured
 */
public record DemoOptions(boolean once, List<Path> feeds, boolean colour) {
    public DemoOptions {
        feeds = List.copyOf(feeds);
    }
}
