package io.tidings.node.operations;

import java.util.List;

/**
 * What a collection holds that looks sensitive.
 *
 * @param examined entries looked at
 * @param found entries with findings; of the first of these {@code items} say more
 */
public record SensitiveReport(String collection, long examined, long found, List<Item> items) {
    public SensitiveReport {
        items = List.copyOf(items);
    }

    /** @param findings what and where, its middle hidden */
    public record Item(String id, String version, String source, String findings) {}
}
