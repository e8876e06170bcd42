package io.tidings.taxii.client.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.client.failure.PagingException;
import io.tidings.taxii.client.failure.PagingException.Reason;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PageWalkTest {
    private static final Instant T1 = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final Instant T2 = Instant.parse("2026-01-01T00:00:00.000009Z");
    private final PagePosition start = PagePosition.first(Optional.of(Instant.EPOCH), OptionalInt.of(5));

    private PageWalk walk(PagingRules rules) {
        return new PageWalk(URI.create("https://h.example/objects/"), start, rules);
    }

    private static PageEnd page(String next, Instant first, Instant last, long items) {
        return new PageEnd(
                true, Optional.ofNullable(next), Optional.ofNullable(first), Optional.ofNullable(last), items);
    }

    @Test
    void withNextTheOriginalAddedAfterStays() throws PagingException {
        PageWalk walk = walk(PagingRules.careful());
        assertThat(walk.advance(page("n1", T1, T2, 5), 5)).isTrue();
        assertThat(walk.position())
                .isEqualTo(new PagePosition(Optional.of(Instant.EPOCH), Optional.of("n1"), OptionalInt.of(5)));
    }

    @Test
    void emptyNextCountsAsNone() throws PagingException {
        PageWalk walk = walk(PagingRules.literal());
        walk.advance(page("", T1, T2, 5), 5);
        assertThat(walk.position().next()).isEmpty();
        assertThat(walk.position().addedAfter()).contains(T2);
    }

    @Test
    void theSameNextTwiceOrInACircleIsNoProgress() throws PagingException {
        PageWalk walk = walk(PagingRules.careful());
        walk.advance(page("a", null, null, 5), 5);
        walk.advance(page("b", null, null, 5), 5);
        assertNoProgress(() -> walk.advance(page("a", null, null, 5), 5));
    }

    @Test
    void aDateThatDoesNotAdvanceIsNoProgress() throws PagingException {
        PageWalk walk = walk(PagingRules.literal());
        walk.advance(page(null, T1, T2, 5), 5);
        assertNoProgress(() -> walk.advance(page(null, T1, T2, 5), 0));
    }

    @Test
    void aServerThatIgnoresAddedAfterIsNoticed() throws PagingException {
        PageWalk walk = walk(PagingRules.careful());
        walk.advance(page(null, T1, T2, 5), 5);
        walk.advance(page(null, T1, T2, 5), 0);
        assertNoProgress(() -> walk.advance(page(null, T1, T2, 5), 0));
    }

    @Test
    void emptyPagesAreNoErrorButNotForEver() throws PagingException {
        PageWalk walk = walk(PagingRules.careful());
        for (int i = 0; i < 1_000; i++) {
            walk.advance(page("n" + i, null, null, 0), 0);
        }
        assertNoProgress(() -> walk.advance(page("last", null, null, 0), 0));
    }

    @Test
    void anOverlongNextIsRefused() {
        assertNoProgress(() -> walk(PagingRules.careful()).advance(page("x".repeat(9_000), null, null, 1), 1));
    }

    private interface Step {
        void run() throws PagingException;
    }

    private static void assertNoProgress(Step step) {
        assertThatThrownBy(step::run)
                .isInstanceOfSatisfying(
                        PagingException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_PROGRESS));
    }
}
