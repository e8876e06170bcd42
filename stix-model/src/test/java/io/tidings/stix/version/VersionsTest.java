package io.tidings.stix.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.time.StixTimestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    private static final String A = "indicator--00000000-0000-4000-8000-00000000000a";
    private static final String B = "malware--00000000-0000-4000-8000-00000000000b";
    private static final String C = "ipv4-addr--00000000-0000-4000-8000-00000000000c";

    private record Row(int seq, Head head) {}

    private static Row row(int seq, String id, String modified, String created, SpecVersion spec) {
        return new Row(
                seq,
                new Head(
                        new StixId(id),
                        spec,
                        time(created),
                        time(modified),
                        Optional.empty(),
                        false,
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static Optional<StixTimestamp> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(StixTimestamp.of(text));
    }

    private static List<Integer> numbers(List<Row> rows) {
        return rows.stream().map(Row::seq).toList();
    }

    /** The collection of §5.5 of the digest. */
    private static final List<Row> EXAMPLE = List.of(
            row(1, A, "2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z", SpecVersion.V2_1),
            row(2, B, "2024-01-02T00:00:00.000Z", "2024-01-01T00:00:00.000Z", SpecVersion.V2_1),
            row(3, A, "2024-03-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z", SpecVersion.V2_1),
            row(4, C, "", "", SpecVersion.V2_1),
            row(5, A, "2024-02-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z", SpecVersion.V2_1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last                                | 2,3,4",
                "all                                 | 1,2,3,4,5",
                "first                               | 1,2,4",
                "first,last                          | 1,2,3,4",
                "2024-02-01T00:00:00.000Z            | 5",
                "2024-02-01T00:00:00Z,first          | 1,2,4,5",
                "2024-01-01T00:00:00Z,first          | 1,2,4",
                "1970-01-01T00:00:00.000Z            | 4",
                "2030-01-01T00:00:00Z                | ",
            })
    void theWorkedExamplesSelectTheRowsTheyList(String selector, String expected) {
        List<Integer> rows = expected == null
                ? List.of()
                : Arrays.stream(expected.split(",")).map(Integer::valueOf).toList();
        VersionSelector versions = VersionSelector.parse(List.of(selector.split(",")));
        assertThat(numbers(Versions.select(EXAMPLE, Row::head, Set.of(), versions)))
                .isEqualTo(rows);
    }

    @Test
    void withoutASpecificationVersionEachObjectComesInItsNewestOne() {
        List<Row> rows = List.of(
                row(1, A, "2024-05-01T00:00:00Z", "", SpecVersion.V2_0),
                row(2, A, "2024-01-01T00:00:00Z", "", SpecVersion.V2_1),
                row(3, B, "2024-01-01T00:00:00Z", "", SpecVersion.V2_0),
                row(4, C, "2024-01-01T00:00:00Z", "", new SpecVersion(2, 10)),
                row(5, C, "2024-01-01T00:00:00Z", "", new SpecVersion(2, 9)));
        assertThat(numbers(Versions.select(rows, Row::head, Set.of(), VersionSelector.LAST)))
                .containsExactly(2, 3, 4);
        assertThat(numbers(Versions.select(rows, Row::head, Set.of(SpecVersion.V2_0), VersionSelector.LAST)))
                .containsExactly(1, 3);
        assertThat(numbers(Versions.select(
                        rows, Row::head, Set.of(SpecVersion.V2_0, SpecVersion.V2_1), VersionSelector.ALL)))
                .containsExactly(1, 2, 3);
        assertThat(Versions.select(rows, Row::head, Set.of(new SpecVersion(9, 9)), VersionSelector.ALL))
                .isEmpty();
    }

    @Test
    void anObjectWithoutModifiedHasTheVersionOfItsCreated() {
        List<Row> rows = List.of(row(1, A, "", "2017-01-20T00:00:00.000Z", SpecVersion.V2_1));
        VersionSelector at = VersionSelector.parse(List.of("2017-01-20T00:00:00Z"));
        assertThat(numbers(Versions.select(rows, Row::head, at))).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Last",
                "last,last",
                "all,last",
                "all,2024-01-01T00:00:00Z",
                "all,all",
                "2024-01-01T00:00:00Z,2024-01-01T00:00:00.000Z",
                "2024-13-01T00:00:00Z",
                "2024-01-01"
            })
    void aMalformedSelectorIsRefused(String selector) {
        assertThatThrownBy(() -> VersionSelector.parse(List.of(selector.split(","))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("§3.4.1");
        assertThatThrownBy(() -> VersionSelector.parse(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void selectionEqualsSortingByHandForAnyLog(long seed) {
        Random random = new Random(seed);
        List<String> ids = List.of(A, B, C);
        List<Row> log = IntStream.range(0, random.nextInt(30))
                .mapToObj(seq -> row(
                        seq,
                        ids.get(random.nextInt(3)),
                        "2024-01-0" + (1 + random.nextInt(9)) + "T00:00:00" + (random.nextBoolean() ? "Z" : ".000Z"),
                        "",
                        SpecVersion.V2_1))
                .toList();
        List<Integer> last = log.stream()
                .filter(row -> log.stream()
                        .noneMatch(rival -> rival.head().id().equals(row.head().id())
                                && rival.head().version().compareTo(row.head().version()) > 0))
                .map(Row::seq)
                .toList();
        assertThat(numbers(Versions.select(log, Row::head, VersionSelector.LAST)))
                .isEqualTo(last);
    }
}
