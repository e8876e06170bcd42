package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Clients at work on a collection whose node may vanish at any time: what they were told is remembered and compared. */
final class MixedLoad {
    private static final String COLLECTION = "collections/inbox/";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int[] BATCHES = {200, 3, 1};

    private final URI root;
    private final List<Feed> feeds = new ArrayList<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Queue<String> doomed = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();
    private final ManifestPoller exact = new ManifestPoller();
    private final ObjectsPoller cutToMilliseconds = new ObjectsPoller();

    /** @param root of the API, with a client {@code tip} that may do everything in {@code inbox} */
    MixedLoad(URI root, long seed) {
        this.root = root;
        for (int i = 0; i <= BATCHES.length; i++) {
            feeds.add(new Feed(1_000 * seed + i));
        }
    }

    /** The text of an object, which follows from its id. */
    static String object(String id) {
        return Feed.indicator(id, "2026-01-01T00:00:00.000Z", Feed.GREEN);
    }

    /** Works until {@code posts} were answered and {@code millis} are over; then {@code kill} is run in its midst. */
    void run(int posts, int millis, Runnable kill) throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        CountDownLatch answered = new CountDownLatch(posts);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < BATCHES.length; i++) {
            int batch = BATCHES[i];
            Feed feed = feeds.get(i);
            threads.add(work(killed, caller -> {
                acknowledged.addAll(post(caller, feed, batch));
                answered.countDown();
            }));
        }
        Feed mortal = feeds.get(BATCHES.length);
        threads.add(work(killed, caller -> doomed.addAll(post(caller, mortal, 2))));
        threads.add(work(killed, this::delete));
        threads.add(work(killed, this::readOne));
        threads.add(work(killed, caller -> poll(caller)));
        boolean allAnswered = answered.await(60, TimeUnit.SECONDS);
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        kill.run();
        killed.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(allAnswered).as("%s posts answered within a minute", posts).isTrue();
        if (wrong.get() != null) {
            throw new AssertionError("under load", wrong.get());
        }
    }

    /** Ids whose storing was acknowledged and whose deletion nobody asked for. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Ids whose deletion was acknowledged. */
    Set<String> deleted() {
        return deleted;
    }

    /** Ids that the poller with exact stamps has seen. */
    Set<String> polled() {
        return exact.ids;
    }

    /** What the poller with exact stamps should have seen and has not. */
    Set<String> acknowledgedAndNotPolled() {
        return missing(acknowledged, exact.ids);
    }

    /** Those of {@code wanted} that are not in {@code present}; AssertJ would compare each with each. */
    static Set<String> missing(Set<String> wanted, Set<String> present) {
        return wanted.stream().filter(id -> !present.contains(id)).collect(Collectors.toSet());
    }

    /** Both pollers, to the end of the log; as pollers do, they try again where there was no answer. */
    void poll() throws Exception {
        TaxiiCaller caller = caller();
        Instant patience = Instant.now().plus(PATIENCE);
        boolean more = true;
        while (more) {
            try {
                poll(caller);
                more = exact.more || cutToMilliseconds.more;
            } catch (IOException | NotNowException unanswered) {
                if (Instant.now().isAfter(patience)) {
                    throw unanswered;
                }
                caller = caller();
            }
        }
        if (wrong.get() != null) {
            throw new AssertionError("polling", wrong.get());
        }
    }

    void assertThatThePollersSawNoGapAndNoRepeat() {
        assertThat(exact.stamps).isSorted().doesNotHaveDuplicates();
        assertThat(exact.repeated).isEmpty();
        assertThat(acknowledgedAndNotPolled()).isEmpty();
        assertThat(missing(acknowledged, cutToMilliseconds.ids)).isEmpty();
    }

    /** A 503, as right after a start, when all log in at once. */
    private static final class NotNowException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static TaxiiCaller.Answer expect(int status, TaxiiCaller.Answer answer) throws NotNowException {
        if (answer.status() == 503 && answer.header("Retry-After").isPresent()) {
            throw new NotNowException();
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private interface Work {
        void with(TaxiiCaller caller) throws Exception;
    }

    private TaxiiCaller caller() {
        try {
            return new TaxiiCaller(root, "tip", "a password");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Thread work(AtomicBoolean killed, Work work) {
        TaxiiCaller caller = caller();
        Thread thread = new Thread(() -> {
            while (!killed.get()) {
                try {
                    work.with(caller);
                } catch (IOException | NotNowException unanswered) {
                    // The process was killed before it answered, or has only begun: nothing was acknowledged.
                    Thread.onSpinWait();
                } catch (Throwable other) {
                    wrong.compareAndSet(null, other);
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }

    private static List<String> post(TaxiiCaller caller, Feed feed, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(feed.id());
        }
        String envelope = Feed.envelope(ids.stream().map(MixedLoad::object).toList());
        TaxiiCaller.Answer answer = expect(202, caller.post(COLLECTION + "objects/", envelope));
        assertThat(answer.json().path("success_count").asInt()).isEqualTo(count);
        return ids;
    }

    private void delete(TaxiiCaller caller) throws Exception {
        String id = doomed.poll();
        if (id != null) {
            expect(200, caller.delete(COLLECTION + "objects/" + id + "/"));
            deleted.add(id);
        } else {
            Thread.onSpinWait();
        }
    }

    private void readOne(TaxiiCaller caller) throws Exception {
        String id = acknowledged.stream().findAny().orElse("");
        if (!id.isEmpty()) {
            TaxiiCaller.Answer answer = expect(200, caller.get(COLLECTION + "objects/" + id + "/"));
            assertThat(answer.text()).contains(object(id));
        }
    }

    private void poll(TaxiiCaller caller) throws Exception {
        exact.page(caller);
        cutToMilliseconds.page(caller);
    }

    /** Keeps the header of the last page as it is. */
    private static final class ManifestPoller {
        private final Set<String> ids = ConcurrentHashMap.newKeySet();
        private final List<String> stamps = new ArrayList<>();
        private final List<String> repeated = new ArrayList<>();
        private String watermark = "2026-01-01T00:00:00.000000Z";
        private boolean more;

        void page(TaxiiCaller caller) throws Exception {
            String query = "manifest/?limit=500&added_after=" + watermark;
            TaxiiCaller.Answer answer = expect(200, caller.get(COLLECTION + query));
            JsonNode page = answer.json();
            page.path("objects").forEach(entry -> {
                String id = entry.path("id").asText();
                if (!ids.add(id)) {
                    repeated.add(id);
                }
                stamps.add(entry.path("date_added").asText());
            });
            watermark = answer.header("X-TAXII-Date-Added-Last").orElseThrow();
            more = page.path("more").asBoolean();
        }
    }

    /** Keeps the header of the last page cut to milliseconds, as OpenCTI does; goes by {@code next} until there. */
    private static final class ObjectsPoller {
        private final Set<String> ids = ConcurrentHashMap.newKeySet();
        private String watermark = "2026-01-01T00:00:00.000Z";
        private String next = "";
        private boolean more;

        void page(TaxiiCaller caller) throws Exception {
            String query = "objects/?limit=500&added_after=" + watermark + next;
            TaxiiCaller.Answer answer = expect(200, caller.get(COLLECTION + query));
            JsonNode page = answer.json();
            page.path("objects").forEach(object -> ids.add(object.path("id").asText()));
            more = page.path("more").asBoolean();
            if (more) {
                next = "&next=" + page.path("next").asText();
            } else {
                next = "";
                watermark = Instant.parse(
                                answer.header("X-TAXII-Date-Added-Last").orElseThrow())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString();
            }
        }
    }
}
