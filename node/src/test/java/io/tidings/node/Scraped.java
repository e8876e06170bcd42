package io.tidings.node;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A scrape in Prometheus' text form. */
record Scraped(String text) {
    /** Names of all series, as queries name them. */
    Set<String> names() {
        return samples().stream().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    /** The sum of the series of this name that have all of these labels, written {@code name="value"}. */
    double sum(String name, String... labels) {
        return samples().stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private List<String> samples() {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
}
