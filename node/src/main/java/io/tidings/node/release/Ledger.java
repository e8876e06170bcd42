package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Principal;
import io.tidings.node.release.Notices.Notice;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Release;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Records what leaves, before it does: when a method that records returns, the record is durable (I-7). Safe for any number of
 * threads; blocks.
 */
final class Ledger {
    private static final int MOST_PAGES_A_DAY = 100_000;
    /** Of what goes with objects that were counted. */
    private static final List<String> UNCOUNTED = List.of("taxii-provenance", "taxii-recall", PackageRecalls.CHANNEL);

    private final Store store;
    private final Clock clock;

    Ledger(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What a record says of entries that go out, or that companions are about. */
    Release ofPage(Selected page, Request request, AgreementBook book) {
        return new Release(
                request.principal().name(),
                request.channel(),
                clock.instant(),
                request.collection().id(),
                QueryText.of(request.query()),
                book.version(),
                page.stamps(),
                page.items().size());
    }

    /** What a record says of recalls that go out. */
    Release ofTold(
            List<Notice> told,
            Principal principal,
            StoredCollection collection,
            String channel,
            String query,
            AgreementBook book) {
        return new Release(
                principal.name(),
                channel,
                clock.instant(),
                collection.id(),
                query,
                book.version(),
                told.stream()
                        .map(each -> new Release.Run(each.added(), each.added()))
                        .toList(),
                told.size());
    }

    /** An entry that the operator takes away. */
    void recordTaken(StoredCollection collection, Entry entry, String channel, AgreementBook book) {
        record(List.of(new Release(
                "operator",
                channel,
                clock.instant(),
                collection.id(),
                "",
                book.version(),
                List.of(new Release.Run(entry.added(), entry.added())),
                1)));
    }

    void record(List<Release> releases) {
        await(releases.stream().map(store::recordRelease).toList());
    }

    /** Waits for writes, all of them, and throws what the store threw. */
    static void await(List<CompletableFuture<Void>> writes) {
        try {
            CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** How many objects of a collection a principal was given. */
    long givenInTheLastDay(Principal principal, StoredCollection collection) {
        Instant since = clock.instant().minus(Duration.ofDays(1));
        return store.releasesTo(principal.name(), since, MOST_PAGES_A_DAY).stream()
                .filter(release -> release.collection().equals(collection.id()))
                .filter(release -> !UNCOUNTED.contains(release.channel()))
                .mapToLong(Release::count)
                .sum();
    }
}
