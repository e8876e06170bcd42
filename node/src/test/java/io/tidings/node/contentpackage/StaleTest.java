package io.tidings.node.contentpackage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.operations.PackageReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StaleTest {
    private static final String EXPIRES = "2026-03-01T00:00:00Z";
    private static final Instant BEFORE = Instant.parse("2026-02-28T23:59:59Z");
    private static final Instant AFTER = Instant.parse(EXPIRES);
    private static final Set<String> PARTNERS = Set.of("peer:bank-b", "client:siem");

    private static PackageReport report(String direction, String partner, String collection, long serial, String end) {
        return new PackageReport(
                direction,
                partner,
                collection,
                "chain",
                serial,
                false,
                "ab",
                5,
                Optional.empty(),
                Optional.empty(),
                "2026-02-01T00:00:00Z",
                end,
                "file",
                "taken");
    }

    private static PackageReport taken(long serial, String end) {
        return report("in", "peer:bank-b", "from-b", serial, end);
    }

    @Test
    void aSenderWhoseNewestPackageExpiredIsNamedWithItsNumber() {
        assertThat(Stale.of(List.of(taken(4, EXPIRES)), PARTNERS, AFTER))
                .singleElement()
                .asString()
                .contains("newest package of peer:bank-b for from-b, number 4", EXPIRES)
                .endsWith("; ask the sender");
    }

    @Test
    void untilItsEndNothingIsSaid() {
        assertThat(Stale.of(List.of(taken(4, EXPIRES)), PARTNERS, BEFORE)).isEmpty();
    }

    @Test
    void aNewerPackageEndsItHoweverManyExpiredBefore() {
        List<PackageReport> all =
                List.of(taken(3, "2026-02-20T00:00:00Z"), taken(4, EXPIRES), taken(5, "2026-04-01T00:00:00Z"));
        assertThat(Stale.of(all, PARTNERS, AFTER)).isEmpty();
    }

    @Test
    void eachCollectionOfASenderIsAChainOfItsOwn() {
        List<PackageReport> all = List.of(
                taken(1, EXPIRES),
                report("in", "peer:bank-b", "more", 7, "2026-04-01T00:00:00Z"),
                report("in", "client:siem", "from-b", 2, EXPIRES));
        assertThat(Stale.of(all, PARTNERS, AFTER))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).contains("client:siem for from-b, number 2"),
                        second -> assertThat(second).contains("peer:bank-b for from-b, number 1"));
    }

    @Test
    void whatWeMadeAndWhatCameFromFormerPartnersIsNothingToAskFor() {
        List<PackageReport> all = List.of(
                report("out", "peer:bank-b", "from-b", 1, EXPIRES), report("in", "peer:gone", "from-b", 1, EXPIRES));
        assertThat(Stale.of(all, PARTNERS, AFTER)).isEmpty();
    }
}
