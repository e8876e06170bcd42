package io.tidings.node.contentpackage;

import io.tidings.node.operations.PackageReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chains of which the newest package that came has expired: whoever carries it may hold back what came later. */
final class Stale {
    private Stale() {}

    /**
     * @param all packages, the newest last
     * @param partners with whom there is an agreement
     */
    static List<String> of(List<PackageReport> all, Set<String> partners, Instant now) {
        Map<String, PackageReport> newest = new HashMap<>();
        for (PackageReport each : all) {
            if (each.direction().equals("in")) {
                newest.put(each.partner() + " " + each.collection(), each);
            }
        }
        List<String> stale = new ArrayList<>();
        newest.values().stream()
                .filter(each -> partners.contains(each.partner()))
                .filter(each -> !now.isBefore(Instant.parse(each.expires())))
                .forEach(each -> stale.add("the newest package of " + each.partner() + " for " + each.collection()
                        + ", number " + each.serial() + ", expired at " + each.expires()
                        + " and nothing came since: newer ones may be held back; ask the sender"));
        stale.sort(String::compareTo);
        return stale;
    }
}
