package io.tidings.node.exchange;

import io.tidings.node.companion.Companion;
import io.tidings.node.companion.CompanionCollection;
import io.tidings.node.companion.CompanionReader;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.collections.CollectionResource;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.objects.ElementSink;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the companions of a collection beside the collection itself, stretch by stretch. Where a server has none, or
 * fails to give them, content is taken as it would be without: unsigned. For one thread.
 */
final class CompanionFeed implements ChainSource {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionFeed.class);
    private static final int MOST_KEPT = 64;
    private static final int MOST_OBJECTS_KEPT = 16_384;
    /** Without the recalls among them, which are read elsewhere. */
    private static final ObjectsQuery COMPANIONS = ObjectsQuery.everything().with("type", List.of(Companion.TYPE));
    /** Beyond those that a batch takes if each covers few entries. */
    private static final int MOST_IN_VAIN = 8;

    private static final int FEWEST_COVERED = 100;

    /** Where it is kept how far companions were read that do not go in step with their collection. */
    static final String POSITIONS = "follow-provenance";

    private final TaxiiClient client;
    private final Optional<CollectionUrl> companions;
    private final boolean inStep;
    private final Deque<Kept> kept = new ArrayDeque<>(); // the newest first
    private PagePosition position;
    private Optional<Instant> reached = Optional.empty();
    private boolean exhausted;
    private int keptObjects;
    private Optional<Instant> pageEnd = Optional.empty();
    private Optional<Ahead> ahead = Optional.empty();

    /** @param from where they were read from: what is after it need be read again for those that are not kept */
    private record Kept(Companion companion, Optional<Instant> from) {}

    private CompanionFeed(
            TaxiiClient client, Optional<CollectionUrl> companions, Optional<Instant> from, boolean inStep) {
        this.client = client;
        this.companions = companions;
        this.inStep = inStep;
        this.position = PagePosition.first(from, OptionalInt.of(Pulled.AT_ONCE));
        this.reached = from;
        this.exhausted = companions.isEmpty();
    }

    /**
     * Companions as the collection's own server makes them: each at the {@code date_added} of the entries that it covers.
     *
     * @param companions absent where there are none to be had
     * @param from how far the collection was followed
     */
    static CompanionFeed inStep(TaxiiClient client, Optional<CollectionUrl> companions, Cursor from) {
        CompanionFeed feed = new CompanionFeed(client, companions, start(from), true);
        feed.pageEnd = from.lastEntry();
        return feed;
    }

    /**
     * Companions that were copied to another server, where they have times of their own.
     *
     * @param from as {@link #position} was
     */
    static CompanionFeed copied(TaxiiClient client, CollectionUrl companions, Optional<String> from) {
        return new CompanionFeed(client, Optional.of(companions), from.map(Instant::parse), false);
    }

    /** For copied companions: where to read on from, those that are still of use included. */
    Optional<String> position() {
        return inStep
                ? Optional.empty()
                : Optional.ofNullable(kept.peekLast()).flatMap(Kept::from).map(Instant::toString);
    }

    /** The companions that a collection announces. */
    static Optional<CollectionUrl> announced(Optional<CollectionResource> resource, URI apiRoot) {
        return resource.map(each -> each.customProperties().get(CompanionCollection.ANNOUNCED))
                .flatMap(CompanionFeed::uuid)
                .map(id -> new ApiRootUrl(apiRoot).collection(id.toString()));
    }

    private static Optional<UUID> uuid(Object announced) {
        try {
            return announced instanceof String text && text.length() == 36
                    ? Optional.of(UUID.fromString(text))
                    : Optional.empty();
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> start(Cursor from) {
        return from.addedAfter().isPresent() && from.lastEntry().isPresent()
                ? from.lastEntry()
                        .filter(last -> from.next().isPresent()
                                && last.isAfter(from.addedAfter().get()))
                        .or(from::addedAfter)
                : from.next().isPresent() ? from.lastEntry() : from.addedAfter();
    }

    /**
     * Reads on until there is a companion for each of these objects, or there cannot be one any more.
     *
     * @param through {@code date_added} of the last of them, if it is known
     * @throws UncheckedIOException if the server fails us in a way that may pass: then the content comes again later,
     *     with its provenance
     */
    void prepare(List<StixObject> objects, Optional<Instant> through) {
        int allowed = MOST_IN_VAIN + objects.size() / FEWEST_COVERED;
        // A batch from the midst of a page carries the end of the page before: nothing is known of its own end.
        boolean atPageEnd = !through.equals(pageEnd);
        pageEnd = through;
        exhausted = companions.isEmpty();
        try {
            while (!exhausted && allowed > 0 && !(atPageEnd && isPast(through)) && isAnyMissing(objects)) {
                allowed -= pull(companions.get());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed.getMessage(), failed);
        }
    }

    private boolean isPast(Optional<Instant> through) {
        return inStep
                && through.isPresent()
                && reached.isPresent()
                && !reached.get().isBefore(through.get());
    }

    private boolean isAnyMissing(List<StixObject> objects) {
        return objects.stream().anyMatch(object -> find(object).isEmpty());
    }

    @Override
    public Optional<Assembled> find(StixObject object) {
        for (Kept each : kept) {
            Optional<Assembled> found = each.companion().find(object);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private int pull(CollectionUrl from) throws IOException {
        Pulled page;
        try {
            page = ahead.isPresent() ? ahead.get().await() : Pulled.read(client, from, position);
        } catch (RefusedException refused) {
            if (refused.mayPass()) {
                throw refused;
            }
            LOG.warn("the provenance of what is followed is not to be had at {}: {}", from, refused.getMessage());
            exhausted = true;
            return 1;
        } finally {
            ahead = Optional.empty();
        }
        Optional<Instant> begun = reached;
        page.companions().forEach(companion -> keep(companion, begun));
        PageEnd end = page.end();
        reached = end.last().or(() -> reached);
        exhausted = !end.more() || end.next().isEmpty();
        position = exhausted
                ? PagePosition.first(end.last().or(position::addedAfter), OptionalInt.of(Pulled.AT_ONCE))
                : new PagePosition(position.addedAfter(), end.next(), OptionalInt.of(Pulled.AT_ONCE));
        if (!exhausted) {
            PagePosition next = position;
            ahead = Optional.of(Ahead.start(() -> Pulled.read(client, from, next)));
        }
        return Math.max(1, page.objects());
    }

    private void keep(Companion companion, Optional<Instant> from) {
        kept.addFirst(new Kept(companion, from));
        keptObjects += companion.size();
        while (kept.size() > MOST_KEPT || keptObjects > MOST_OBJECTS_KEPT && kept.size() > 1) {
            keptObjects -= kept.removeLast().companion().size();
        }
    }

    /** A page that is read while the batch before it is judged and stored; the giver makes it meanwhile. */
    private record Ahead(FutureTask<Pulled> task) {
        static Ahead start(Callable<Pulled> reading) {
            var ahead = new Ahead(new FutureTask<>(reading));
            Thread reader = new Thread(ahead.task, "companions-ahead");
            reader.setDaemon(true); // where the run ends before it, nobody waits for it
            reader.start();
            return ahead;
        }

        Pulled await() throws IOException {
            try {
                return task.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while reading provenance");
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IllegalStateException("provenance could not be read", failed);
            }
        }
    }

    /**
     * The companions of a page.
     *
     * @param objects how many came, those included that cannot be read
     */
    private record Pulled(List<Companion> companions, int objects, PageEnd end) {
        static final int AT_ONCE = 2;

        static Pulled read(TaxiiClient client, CollectionUrl from, PagePosition position) throws IOException {
            Page page = new Page();
            PageEnd end = client.objects().read(from.objects(), COMPANIONS, position, page);
            List<Companion> companions = new ArrayList<>();
            for (StixObject each : page.objects) {
                try {
                    companions.add(CompanionReader.read(each.bytes()));
                } catch (IllegalArgumentException malformed) {
                    LOG.warn(
                            "provenance {} cannot be read, what it is about counts as unsigned: {}",
                            each.id(),
                            malformed.getMessage());
                }
            }
            return new Pulled(companions, page.objects.size(), end);
        }
    }

    /** What of a page is companions. */
    private static final class Page implements ElementSink {
        private final List<StixObject> objects = new ArrayList<>();

        @Override
        public void begin() {
            objects.clear();
        }

        @Override
        public void accept(Element element) {
            if (element instanceof Element.Sound sound
                    && Companion.isOne(sound.object())
                    && objects.size() < Pulled.AT_ONCE) {
                objects.add(sound.object());
            }
        }
    }
}
