package io.tidings.taxii.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.version.VersionSelector;
import io.tidings.taxii.server.filter.InteropFilters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
    private static final InteropFilters FILTERS = new InteropFilters();

    private static RequestParameters parse(String query) {
        return QueryParser.parse(query, QueryScope.OBJECTS, FILTERS);
    }

    private static ObjectsQuery query(String query) {
        return parse(query).toObjectsQuery(Optional.empty(), Optional.empty(), FILTERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "added_after=2024-01-01T00:00:00Z&added_after=2024-01-01T00:00:00Z",
                "added_after=yesterday",
                "added_after=",
                "added_after=2024-02-30T00:00:00Z",
                "added_after=2024-01-01T00:00:00.1234567890Z",
                "added_after=2024-01-01",
                "added_after=2024-01-01T00:00:00",
                "added_after=9999-12-31T23:59:59-23:00",
                "limit=0",
                "limit=-1",
                "limit=1.5",
                "limit=x",
                "limit=",
                "limit",
                "limit=1&limit=2",
                "limit=+1",
                "limit=000",
                "next=a&next=a",
                "match[type]=a&match[type]=b",
                "match[type]=a&match%5Btype%5D=b",
                "match[x]=1&match[x]=2",
                "match[version]=all,last",
                "match[version]=last,last",
                "match[version]=yesterday",
                "match[version]=2024-01-01T00:00:00Z,2024-01-01T00:00:00.000Z",
                "match[id]=",
                "match[type]=a,,b",
                "match[type]=,",
                "match[type]",
                "match[type]=%zz",
                "match[type]=%ff",
                "match[type]=%c",
                "%=1",
                "match[confidence]=abc",
                "match[revoked]=yes",
                "match[tlp]=purple",
                "match[modified-gte]=x"
            })
    void whatIsMalformedIsABadQuery(String query) {
        assertThatThrownBy(() -> query(query)).isInstanceOf(BadQueryException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&&",
                "foo=bar&foo=bar",
                "match[unknown]=1",
                "match[id]=not-an-id",
                "match[type]=unknown",
                "match[spec_version]=9.9",
                "limit=99999999999999999999999",
                "next=",
                "match[=1",
                "Match[type]=a"
            })
    void whatIsUnknownOrMerelyOddIsNot(String query) {
        assertThat(query(query)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-01T08:00:00Z,2024-05-01T08:00:00Z",
        "2024-05-01T08:00:00z,2024-05-01T08:00:00Z",
        "2024-05-01T08:00:00.1Z,2024-05-01T08:00:00.1Z",
        "2024-05-01T08:00:00.123456789Z,2024-05-01T08:00:00.123456Z",
        "2024-05-01T08:00:00.123456+00:00,2024-05-01T08:00:00.123456Z",
        "2024-05-01T10:00:00%2B02:00,2024-05-01T08:00:00Z",
        "2024-05-01T08%3A00%3A00.000000Z,2024-05-01T08:00:00Z"
    })
    void addedAfterIsReadAtAnyPrecisionAndOffset(String text, String instant) {
        assertThat(parse("added_after=" + text).addedAfter()).contains(Instant.parse(instant));
    }

    @Test
    void bracketsAndCommasMayBeRawOrEncoded() {
        Set<String> types = Set.of("indicator", "malware");
        assertThat(query("match[type]=indicator,malware").types()).contains(types);
        assertThat(query("match%5Btype%5D=indicator%2Cmalware").types()).contains(types);
        assertThat(query("match%5btype]=indicator%2cmalware").types()).contains(types);
    }

    @Test
    void aSpecVersionNobodyHasMatchesNothing() {
        assertThat(query("match[spec_version]=2.1").specVersions()).contains(Set.of(SpecVersion.V2_1));
        assertThat(query("match[spec_version]=x").specVersions()).contains(Set.of());
    }

    @Test
    void versionsMayBeMixed() {
        VersionSelector filter = query("match[version]=first,2024-01-01T00:00:00.000Z")
                .versions()
                .orElseThrow();
        assertThat(filter.first()).isTrue();
        assertThat(filter.last()).isFalse();
        assertThat(filter.instants()).hasSize(1);
    }

    @Test
    void aLimitBeyondAnyPageIsTheGreatest() {
        assertThat(query("limit=99999999999999999999").limit()).contains(Integer.MAX_VALUE);
    }

    @Test
    void unknownMatchFieldsAreNamedForTheLog() {
        assertThat(parse("match[foo]=1&match[type]=a").ignored()).containsExactly("foo");
        assertThat(QueryParser.parse("match[type]=a&match[name]=b", QueryScope.OBJECT, FILTERS)
                        .ignored())
                .containsExactly("type", "name");
    }

    @Test
    void aHyphenInAHashNameIsNoOperator() {
        assertThat(query("match[SHA-256]=aa").properties()).hasSize(1);
    }

    @Test
    void moreThanAThousandValuesAreTooMany() {
        String thousand = String.join(",", java.util.Collections.nCopies(1_000, "a"));
        assertThat(parse("match[id]=" + thousand).match()).containsKey("id");
        assertThatThrownBy(() -> parse("match[id]=" + thousand + "&match[type]=a"))
                .isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() -> parse("x=" + "a".repeat(70_000))).isInstanceOf(BadQueryException.class);
    }

    @Test
    void matchTextIsTheSameForTheSameFiltersAndReadsBack() {
        RequestParameters one = parse("match[type]=b,a&match[name]=x%20%26%2C%25");
        RequestParameters other = parse("match%5Bname%5D=%25,x+%26&match[type]=a,b");
        assertThat(one.matchText()).isEqualTo(other.matchText());
        assertThat(parse(one.matchText()).match().get("name")).containsExactlyInAnyOrder("x &", "%");
    }

    @Test
    void anyTextIsAQueryOrABadQuery() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> parts = List.of(
                "match[",
                "]",
                "=",
                "&",
                ",",
                "%",
                "%5B",
                "%2C",
                "type",
                "version",
                "added_after",
                "limit",
                "next",
                "all",
                "last",
                "2024-01-01T00:00:00Z",
                "+",
                "\u00e9",
                "\ud800",
                "\0",
                "confidence-gte",
                "tlp",
                "5",
                "-",
                "spec_version");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(
                        random.nextInt(8) == 0
                                ? String.valueOf((char) random.nextInt(0x300))
                                : parts.get(random.nextInt(parts.size())));
            }
            try {
                query(text.toString());
            } catch (BadQueryException documented) {
                // one of the two
            } catch (RuntimeException other) {
                throw new AssertionError("seed " + seed + ", query " + text, other);
            }
        }
    }
}
