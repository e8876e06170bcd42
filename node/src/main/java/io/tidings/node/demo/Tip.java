package io.tidings.node.demo;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.TaxiiClientOptions;
import io.tidings.taxii.client.auth.Auth;
import io.tidings.taxii.client.auth.Secret;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.follow.Cursor;
import io.tidings.taxii.client.follow.FollowOptions;
import io.tidings.taxii.client.http.Pause;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.tls.ServerTrust;
import io.tidings.taxii.client.tls.TlsOptions;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A threat intelligence platform that polls one collection of a node with a name and a password, as any TAXII client
 * does. For one thread.
 */
final class Tip implements AutoCloseable {
    private final TaxiiClient client;
    private final ApiRootUrl root;
    private final Map<String, ByteSlice> held = new HashMap<>();
    private Cursor cursor = Cursor.start();

    Tip(Vertx vertx, Organisation server, String user, String password, SecureRandom random) {
        TaxiiClientOptions standard = TaxiiClientOptions.of(
                server.discovery(), new TaxiiClientOptions.Environment(Clock.systemUTC(), random, Pause.sleeping()));
        String pin = server.fingerprint().pin();
        this.client = new TaxiiClient(
                vertx,
                new TaxiiClientOptions(
                        standard.server(),
                        Auth.basic(user, Secret.of(password)),
                        standard.alsoTrusted(),
                        new TlsOptions(ServerTrust.pinned(() -> Set.of(pin)), Optional::empty),
                        standard.timeouts(),
                        standard.replyBounds(),
                        standard.contentBounds(),
                        standard.retries(),
                        "Tidings-demo-TIP/1",
                        standard.maxConnections(),
                        standard.environment()));
        this.root = new ApiRootUrl(server.clientRoot());
    }

    /** Takes what is new in a collection since the last poll; what it holds then, by {@link Edition#keyOf}. */
    Map<String, ByteSlice> poll(String collection) throws IOException {
        client.follower(root.collection(collection), ObjectsQuery.everything(), FollowOptions.standard())
                .follow(cursor, (batch, after) -> {
                    batch.objects()
                            .forEach(object -> held.put(
                                    Edition.keyOf(object),
                                    ByteSlice.of(object.bytes().toByteArray())));
                    cursor = after;
                });
        return held;
    }

    /** How many objects it gets by default: of each its newest version. */
    int countNewest(String collection) throws IOException {
        int[] count = {0};
        client.follower(root.collection(collection), ObjectsQuery.latest(), FollowOptions.standard())
                .follow(
                        Cursor.start(),
                        (batch, after) -> count[0] += batch.objects().size());
        return count[0];
    }

    /** Whether the server turns it away as unknown. */
    boolean isTurnedAway() throws IOException {
        try {
            client.collections(root);
            return false;
        } catch (RefusedException refused) {
            return refused.status() == 401;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
