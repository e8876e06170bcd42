package io.tidings.taxii.client.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.failure.PagingException;
import io.tidings.taxii.client.failure.PagingException.Reason;
import io.tidings.taxii.client.follow.FollowOutcome.Ending;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PagingRules;
import io.tidings.taxii.client.testing.FakeCollection;
import io.tidings.taxii.client.testing.FakeServer;
import io.tidings.taxii.client.testing.TestObjects;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CollectionFollowerIT {
    private final FakeCollection log = new FakeCollection();
    private final FakeServer server = FakeServer.http((request, asked) -> log.answer(request));
    private final TaxiiClient client = new TaxiiClient(server.vertx(), server.options());
    private final List<String> stored = new ArrayList<>();
    private Cursor cursor = Cursor.start();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void followingAcrossCrashesBetweenPagesYieldsEachEntryOnce(long seed) {
        Random random = new Random(seed);
        log.pageSize = 1 + random.nextInt(9);
        log.sendsNext = random.nextBoolean();
        log.nextIsNumber = random.nextBoolean();
        log.bundles = random.nextBoolean();
        int size = random.nextInt(60);
        IntStream.range(0, size).forEach(log::add);
        // Added while the follow runs.
        int later = random.nextInt(10);
        boolean caughtUp = false;
        while (!caughtUp) {
            int left = random.nextInt(4);
            try {
                caughtUp = followFor(left).ending() == Ending.CAUGHT_UP;
            } catch (Crash crash) {
                assertThat(left).isLessThan(4);
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
            if (later-- > 0) {
                log.add(1_000 + later);
                caughtUp = false;
            }
        }
        if (log.sendsNext) {
            assertThat(stored).containsExactlyElementsOf(log.ids());
        } else {
            // The seam of a crash is asked for again; the store drops what it holds.
            assertThat(stored.stream().distinct()).containsExactlyElementsOf(log.ids());
        }
    }

    /** Stores that many batches, then dies before storing the next. */
    private FollowOutcome followFor(int batches) throws IOException {
        int[] left = {batches};
        return follower(FollowOptions.standard()).follow(cursor, (batch, after) -> {
            if (left[0]-- == 0) {
                throw new Crash();
            }
            store(batch, after);
        });
    }

    private void store(Batch batch, Cursor after) {
        batch.objects().forEach(object -> stored.add(object.id().value()));
        cursor = Cursor.parse(after.text());
    }

    private CollectionFollower follower(FollowOptions options) {
        return client.follower(server.collection(), ObjectsQuery.everything(), options);
    }

    private FollowOutcome follow() throws IOException {
        return follower(FollowOptions.standard()).follow(cursor, this::store);
    }

    @Test
    void aSecondFollowAsksOnlyForWhatIsNewAndMovesNothing() throws IOException {
        log.add(1);
        log.add(2);
        follow();
        Cursor before = cursor;
        FollowOutcome outcome = follow();
        assertThat(outcome.objects()).isZero();
        assertThat(outcome.cursor()).isEqualTo(before);
        assertThat(server.asked().get(1).uri()).contains("added_after=2026-02-01T00:00:00.000001Z");
        log.add(3);
        follow();
        assertThat(stored).containsExactlyElementsOf(log.ids());
    }

    @Test
    void bytesArriveAsTheyWereSent() throws IOException {
        log.add(1);
        List<String> texts = new ArrayList<>();
        follower(FollowOptions.standard())
                .follow(
                        Cursor.start(),
                        (batch, after) -> batch.objects()
                                .forEach(object -> texts.add(object.bytes().text())));
        assertThat(texts).containsExactly(TestObjects.indicator(1));
    }

    @Test
    void manyEntriesOfOneInstantAreNotLostWithoutNext() throws IOException {
        log.pageSize = 10;
        log.sendsNext = false;
        Instant first = Instant.parse("2026-02-01T00:00:00.000010Z");
        IntStream.range(0, 7).forEach(i -> log.add(i, first));
        IntStream.range(7, 14).forEach(i -> log.add(i, first.plusMillis(1)));
        IntStream.range(14, 20).forEach(i -> log.add(i, first.plusMillis(2)));
        FollowOutcome outcome = follow();
        assertThat(stored).containsExactlyElementsOf(log.ids());
        assertThat(outcome.ending()).isEqualTo(Ending.CAUGHT_UP);
    }

    @Test
    void moreEntriesOfOneInstantThanAPageHoldsEndInAClearStop() {
        log.pageSize = 5;
        log.sendsNext = false;
        Instant instant = Instant.parse("2026-02-01T00:00:00.000010Z");
        IntStream.range(0, 12).forEach(i -> log.add(i, instant));
        assertThatThrownBy(this::follow)
                .isInstanceOfSatisfying(
                        PagingException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_PROGRESS));
    }

    @Test
    void moreWithoutNextAndWithoutDatesIsAnErrorAfterWhatCameWasStored() {
        log.pageSize = 5;
        log.sendsNext = false;
        log.sendsDates = false;
        IntStream.range(0, 12).forEach(log::add);
        assertThatThrownBy(this::follow)
                .isInstanceOfSatisfying(
                        PagingException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_CONTINUATION));
        assertThat(stored).hasSize(5);
        assertThat(cursor).isEqualTo(Cursor.start());
    }

    @Test
    void withoutDatesEverythingIsReadAndTheOutcomeSaysSo() throws IOException {
        log.pageSize = 5;
        log.sendsDates = false;
        IntStream.range(0, 12).forEach(log::add);
        assertThat(follow().undated()).isTrue();
        assertThat(stored).containsExactlyElementsOf(log.ids());
    }

    @Test
    void aCursorThatTheServerForgotIsReplacedByTheDate() throws IOException {
        log.pageSize = 4;
        IntStream.range(0, 10).forEach(log::add);
        assertThatThrownBy(() -> followFor(1)).isInstanceOf(Crash.class);
        log.refusesNext = true;
        log.sendsNext = false;
        follow();
        assertThat(stored.stream().distinct()).containsExactlyElementsOf(log.ids());
    }

    @Test
    void aPageLargerThanABatchComesInSeveralWithTheCursorOfItsBeginning() throws IOException {
        IntStream.range(0, 25).forEach(log::add);
        List<Cursor> cursors = new ArrayList<>();
        FollowOptions small = new FollowOptions(10, 1L << 20, PagingRules.careful(), false);
        follower(small).follow(Cursor.start(), (batch, after) -> {
            cursors.add(after);
            store(batch, after);
        });
        assertThat(stored).containsExactlyElementsOf(log.ids());
        assertThat(cursors.subList(0, 2)).containsOnly(Cursor.start());
        assertThat(cursors.get(2).addedAfter()).isPresent();
    }

    @Test
    void thePageLimitEndsAFollowInGoodOrder() throws IOException {
        log.pageSize = 5;
        IntStream.range(0, 12).forEach(log::add);
        FollowOptions two =
                new FollowOptions(100, 1L << 20, PagingRules.careful().withMaxPages(2), false);
        assertThat(follower(two).follow(cursor, this::store).ending()).isEqualTo(Ending.PAGE_LIMIT);
        assertThat(follow().ending()).isEqualTo(Ending.CAUGHT_UP);
        assertThat(stored).containsExactlyElementsOf(log.ids());
    }

    @Test
    void aCollectionThatWentBackIsNoticed() throws IOException {
        IntStream.range(0, 10).forEach(log::add);
        follow();
        FollowOptions verifying = FollowOptions.standard().verifying();
        assertThat(follower(verifying).follow(cursor, this::store).ending()).isEqualTo(Ending.CAUGHT_UP);
        log.cutTo(6);
        assertThat(follower(verifying).follow(cursor, this::store).ending()).isEqualTo(Ending.WENT_BACK);
        log.add(77, Instant.parse("2027-01-01T00:00:00Z"));
        FollowOutcome later = follower(verifying).follow(cursor, this::store);
        assertThat(later.ending()).isEqualTo(Ending.WENT_BACK);
        assertThat(later.objects()).isZero();
    }
}
