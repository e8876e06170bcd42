package io.tidings.taxii.server.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.filter.InteropFilters;
import io.tidings.taxii.server.query.BadQueryException;
import io.tidings.taxii.server.query.ObjectsQuery;
import io.tidings.taxii.server.query.QueryScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final UUID COLLECTION = UUID.fromString("3f1c1d52-6b0e-4c1e-9b58-0a7d5f5a2c11");
    private static final Instant AFTER = Instant.parse("2024-05-01T08:00:20.000001Z");
    private static final Instant THROUGH = Instant.parse("2024-05-01T08:00:40.123456Z");
    private static final String FILTERED = "added_after=2024-01-01T00:00:00Z&match[type]=a,b&match[confidence-gte]=5";

    private final Paging paging = new Paging(CursorKey.of(new byte[32]), new InteropFilters());

    private PagedQuery read(String query) {
        return read(query, QueryScope.OBJECTS, COLLECTION, Optional.empty(), "alice");
    }

    private PagedQuery read(
            String query, QueryScope scope, UUID collection, Optional<String> object, String requester) {
        return paging.read(query, scope, collection, object, requester);
    }

    private String nextOf(String query) {
        PageEnd end =
                new PageEnd(Optional.of(AFTER), Optional.of(AFTER), true, Optional.of(AFTER), Optional.of(THROUGH));
        return read(query).next(end).orElseThrow();
    }

    @Test
    void aCursorDoesNotShowTheEndOfTheLog() {
        byte[] sealed = java.util.Base64.getUrlDecoder().decode(nextOf(""));
        byte[] end = java.nio.ByteBuffer.allocate(Long.BYTES)
                .putLong(java.time.temporal.ChronoUnit.MICROS.between(java.time.Instant.EPOCH, THROUGH))
                .array();
        assertThat(java.util.HexFormat.of().formatHex(sealed))
                .doesNotContain(java.util.HexFormat.of().formatHex(end));
    }

    @Test
    void aCursorHoldsPositionAndEndToTheMicrosecond() {
        assertThat(read("next=" + nextOf("")).query().resume()).contains(new ObjectsQuery.Resume(AFTER, THROUGH));
    }

    @Test
    void aCursorIsShortAndSafeInAUrl() {
        assertThat(nextOf("")).matches("[A-Za-z0-9_-]{20,80}");
        assertThat(nextOf(FILTERED)).matches("[A-Za-z0-9_-]{20,170}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&" + FILTERED,
                "&limit=7",
                "&match[type]=b,a",
                "&added_after=2024-01-01T00:00:00.000000Z&limit=2",
                "&match%5Bconfidence-gte%5D=5",
                "&match[unknown]=1"
            })
    void filtersMayBeRepeatedOrLeftOutAndTheLimitMayChange(String repeated) {
        ObjectsQuery query = read("next=" + nextOf(FILTERED) + repeated).query();
        assertThat(query.addedAfter()).contains(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(query.types()).contains(Set.of("a", "b"));
        assertThat(query.properties()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&added_after=2024-01-02T00:00:00Z",
                "&match[type]=a",
                "&match[type]=a,b,c",
                "&match[confidence-gte]=6",
                "&match[id]=x",
                "&match[name]=x",
                "&match[version]=all"
            })
    void otherFiltersThanTheCursorsAreRefused(String changed) {
        String next = nextOf(FILTERED);
        assertThatThrownBy(() -> read("next=" + next + changed)).isInstanceOf(BadQueryException.class);
    }

    @Test
    void filtersTooLongToCarryHaveToBeRepeated() {
        String ids = IntStream.range(0, 100).mapToObj(i -> "indicator--" + i).collect(Collectors.joining(","));
        String next = nextOf("match[id]=" + ids);
        assertThat(next.length()).isLessThan(100);
        assertThat(read("next=" + next + "&match[id]=" + ids).query().ids().orElseThrow())
                .hasSize(100);
        assertThatThrownBy(() -> read("next=" + next)).isInstanceOf(BadQueryException.class);
    }

    @Test
    void aCursorIsWorthNothingElsewhere() {
        String query = "next=" + nextOf("");
        UUID other = UUID.fromString("8d0b5f6e-2a55-4d0f-8a31-5b1f6f0c7e22");
        assertThatThrownBy(() -> read(query, QueryScope.MANIFEST, COLLECTION, Optional.empty(), "alice"))
                .isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() -> read(query, QueryScope.OBJECTS, other, Optional.empty(), "alice"))
                .isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() -> read(query, QueryScope.OBJECTS, COLLECTION, Optional.of("x"), "alice"))
                .isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() -> read(query, QueryScope.OBJECTS, COLLECTION, Optional.empty(), "bob"))
                .isInstanceOf(BadQueryException.class);
        Paging otherKey = new Paging(
                CursorKey.of(new byte[] {
                    1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
                }),
                new InteropFilters());
        assertThatThrownBy(() -> otherKey.read(query, QueryScope.OBJECTS, COLLECTION, Optional.empty(), "alice"))
                .isInstanceOf(BadQueryException.class);
    }

    @Test
    void aCursorChangedInAnyCharacterIsRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String next = nextOf(FILTERED);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_!.";
        for (int i = 0; i < 5_000; i++) {
            int at = random.nextInt(next.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            String changed = next.substring(0, at) + other + next.substring(at + 1);
            // The last character of base64 has bits that mean nothing.
            if (other != next.charAt(at) && at < next.length() - 1) {
                assertThatThrownBy(() -> read("next=" + changed))
                        .as("seed %d, cursor %s", seed, changed)
                        .isInstanceOf(BadQueryException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "garbage", "AAAA", "....", "p1.AAEC.c2lnbmF0dXJl"})
    void whatWasNeverACursorIsRefused(String text) {
        assertThatThrownBy(() -> read("next=" + text)).isInstanceOf(BadQueryException.class);
        assertThatThrownBy(() -> read("next=" + "A".repeat(5_000))).isInstanceOf(BadQueryException.class);
    }

    @Test
    void anEmptyNextIsNone() {
        assertThat(read("limit=50&next=").query().resume()).isEmpty();
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(CursorKey.of(new byte[32])).hasToString("CursorKey[]");
    }
}
