package io.tidings.node.exchange;

import io.tidings.node.recall.RecallObject;
import io.tidings.node.recall.Recalls;
import io.tidings.node.store.Store;
import io.tidings.stix.content.Element;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.http.HttpCall;
import io.tidings.taxii.client.http.Reply;
import io.tidings.taxii.client.objects.ElementSink;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.url.CollectionUrl;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the recalls among a collection's companions, from a durable position of its own, and tells the peer what became of
 * those it brought. For one thread.
 */
final class RecallFeed {
    private static final Logger LOG = LoggerFactory.getLogger(RecallFeed.class);
    /** Where positions are kept in the store. */
    private static final String POSITIONS = "follow-recall";

    private static final int PAGE = 4;
    private static final int MOST_PAGES = 250;
    private static final int MOST_ANSWERS = 1_000;
    private static final String PATH = "/recall/";
    private static final String JOSE = "application/jose";
    private static final long LONGEST_REPLY = 64 << 10;
    private static final long WAIT_SECONDS = 60;

    private final TaxiiClient client;
    private final Store store;
    private final Recalls recalls;
    private final String peer;
    private final String key;

    RecallFeed(TaxiiClient client, Store store, Recalls recalls, String peer, String key) {
        this.client = client;
        this.store = store;
        this.recalls = recalls;
        this.peer = peer;
        this.key = key;
    }

    /** Takes what there is after the position; each is carried out when the position moves past it. */
    void take(CollectionUrl companions) throws IOException {
        Optional<Instant> after = store.state(POSITIONS, key).map(Instant::parse);
        PagePosition position = PagePosition.first(after, OptionalInt.of(PAGE));
        ObjectsQuery query = ObjectsQuery.latest().with("type", List.of(RecallObject.TYPE));
        boolean more = true;
        for (int pages = 0; more && pages < MOST_PAGES; pages++) {
            PageEnd end;
            try {
                end = client.objects().read(companions.objects(), query, position, new Page());
            } catch (RefusedException refused) {
                if (refused.mayPass()) {
                    throw refused;
                }
                return; // there are none to be had
            }
            Optional<Instant> reached =
                    end.last().filter(last -> after.filter(last::equals).isEmpty());
            reached.ifPresent(
                    last -> store.putState(POSITIONS, key, last.toString()).join());
            more = end.more() && end.next().isPresent();
            position = new PagePosition(position.addedAfter(), end.next(), OptionalInt.of(PAGE));
        }
    }

    /** @param apiRoot of the peer's server */
    void answer(URI apiRoot) throws IOException {
        URI door = apiRoot.resolve(PATH);
        for (Recalls.Due due : recalls.due(peer).stream().limit(MOST_ANSWERS).toList()) {
            int status = post(door, due.jws());
            if (status == 204 || status == 404 || status == 405 || status == 400) {
                if (status != 204) {
                    LOG.info("{} takes no answer about recall {}: {}", peer, due.recall(), status);
                }
                recalls.answered(peer, due);
            } else {
                LOG.warn("{} answered {} to what became of recall {}; it is told again", peer, status, due.recall());
            }
        }
    }

    private int post(URI door, String jws) throws IOException {
        try {
            Reply reply = client.transport()
                    .send(new HttpCall(HttpMethod.POST, door, Optional.of(Buffer.buffer(jws)), LONGEST_REPLY, JOSE))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(WAIT_SECONDS, TimeUnit.SECONDS);
            try (reply) {
                return reply.status();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException why ? why : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException("no answer from " + door, late);
        }
    }

    /** The recalls of a page: each is taken at once, since a page can have any number, and twice does no harm. */
    private final class Page implements ElementSink {
        @Override
        public void begin() {
            // nothing is kept
        }

        @Override
        public void accept(Element element) {
            // A server that does not filter gives companions too; they are read elsewhere.
            if (element instanceof Element.Sound sound && RecallObject.isOne(sound.object())) {
                recalls.received(peer, sound.object());
            }
        }
    }
}
