package io.tidings.node.doctor;

import io.tidings.node.config.NodeHome;
import io.tidings.node.contentpackage.format.Revocations;
import io.tidings.node.contentpackage.format.Revocations.Listed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * The lists of revoked certificates in {@code revoked/}: whether they can be read, and are as new as their authorities say
 * they are to be. Packages are judged by an old list too, so what was revoked since then counts.
 */
final class RevocationsCheck {
    private static final String CHECK = "revocations";
    /** Before its end, as a part of how long a list is to be used; but no longer than {@link #SOON}. */
    private static final int PART = 4;

    private static final Duration SOON = Duration.ofDays(7);

    private final NodeHome home;
    private final Instant now;

    RevocationsCheck(NodeHome home, Instant now) {
        this.home = home;
        this.now = now;
    }

    /** Nothing where there are no lists. */
    List<Finding> findings() {
        List<Listed> lists;
        List<Finding> findings = new ArrayList<>();
        try {
            lists = Revocations.in(home.revoked()).lists();
            Revocations.passedOver(home.revoked())
                    .forEach(each -> findings.add(Finding.warning(
                            CHECK,
                            each + " is not read, since its name ends neither in .crl nor in .pins",
                            "rename it, or move it elsewhere")));
        } catch (IOException unreadable) {
            return List.of(Finding.fault(
                    CHECK,
                    "cannot be read, so no package is taken: " + Reasons.of(unreadable),
                    "mend or remove that file in " + home.revoked()));
        }
        newest(lists).forEach((issuer, each) -> {
            Optional<Instant> next =
                    Optional.ofNullable(each.list().getNextUpdate()).map(java.util.Date::toInstant);
            next.flatMap(until -> dates(issuer, each, until)).ifPresent(findings::add);
        });
        return findings;
    }

    // An older list beside does no harm: what any of them names is revoked.
    private static Map<String, Listed> newest(List<Listed> lists) {
        return lists.stream()
                .collect(Collectors.toMap(
                        each -> each.list().getIssuerX500Principal().getName(),
                        each -> each,
                        BinaryOperator.maxBy(Comparator.comparing(
                                (Listed each) -> each.list().getThisUpdate())),
                        TreeMap::new));
    }

    private Optional<Finding> dates(String issuer, Listed each, Instant until) {
        String list = "the newest list of " + issuer + ", " + each.file() + ", ";
        String fetch = "get the newer one from that authority, and put it beside or in its place; no restart is needed";
        if (!now.isBefore(until)) {
            return Optional.of(Finding.fault(
                    CHECK,
                    list + "was to be replaced by " + until + ": what was revoked since is still believed",
                    fetch));
        }
        Duration used = Duration.between(each.list().getThisUpdate().toInstant(), until);
        Duration part = used.dividedBy(PART);
        Duration soon = part.compareTo(SOON) < 0 ? part : SOON;
        return now.isBefore(until.minus(soon))
                ? Optional.empty()
                : Optional.of(Finding.warning(CHECK, list + "is to be replaced by " + until, fetch));
    }
}
