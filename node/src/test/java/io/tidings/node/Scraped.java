package io.tidings.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A scrape in Prometheus' text form. */
record Scraped(String text) {
    /** Of the node whose metrics are at this port of this machine. */
    static Scraped at(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(60))
                .build();
        return new Scraped(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

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
