package io.tidings.taxii.client.discovery;

import io.vertx.core.Future;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.SrvRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds the TAXII servers of a domain by its DNS SRV records (TAXII 2.1 §3.9, T-091). Does not block. */
public final class ServiceRecords {
    private final DnsClient dns;
    private final RandomGenerator random;

    /** @param dns owned by the caller */
    public ServiceRecords(DnsClient dns, RandomGenerator random) {
        this.dns = dns;
        this.random = random;
    }

    /**
     * The discovery URLs of {@code domain}, in the order in which to try them; empty if it publishes none.
     *
     * <p>DNS is not authenticated: who uses them must still verify the certificate, for the host of the URL.
     */
    public Future<List<URI>> discoveryUrls(String domain) {
        return dns.resolveSRV("_taxii2._tcp." + domain)
                .map(records ->
                        inOrder(records.stream().map(ServiceRecords::target).toList(), random));
    }

    /** What counts of one record. */
    record Target(int priority, int weight, String host, int port) {
        URI discoveryUrl() {
            return URI.create("https://" + host + (port == 443 ? "" : ":" + port) + "/taxii2/");
        }
    }

    /** By priority, and among equals by chance according to weight (RFC 2782). */
    static List<URI> inOrder(List<Target> targets, RandomGenerator random) {
        List<Target> left = new ArrayList<>(targets);
        // A record whose target is the root says that there is no such service.
        left.removeIf(target -> target.host().isEmpty());
        left.sort(Comparator.comparingInt(Target::priority));
        List<URI> urls = new ArrayList<>();
        while (!left.isEmpty()) {
            int priority = left.get(0).priority();
            List<Target> equals = left.stream()
                    .filter(target -> target.priority() == priority)
                    .toList();
            Target chosen = choose(equals, random);
            left.remove(chosen);
            urls.add(chosen.discoveryUrl());
        }
        return List.copyOf(urls);
    }

    private static Target choose(List<Target> equals, RandomGenerator random) {
        int sum = equals.stream().mapToInt(Target::weight).sum();
        int at = random.nextInt(sum + 1);
        for (Target target : equals) {
            at -= target.weight();
            if (at <= 0) {
                return target;
            }
        }
        return equals.get(equals.size() - 1);
    }

    private static Target target(SrvRecord record) {
        String host = record.target();
        boolean dotted = host.endsWith(".");
        return new Target(
                record.priority(),
                record.weight(),
                dotted ? host.substring(0, host.length() - 1) : host,
                record.port());
    }
}
