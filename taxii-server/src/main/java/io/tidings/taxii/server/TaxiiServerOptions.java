package io.tidings.taxii.server;

import io.tidings.taxii.server.cursor.CursorKey;
import io.tidings.taxii.server.transport.BodyBounds;
import io.tidings.taxii.server.transport.ReplyBounds;
import io.tidings.taxii.server.transport.RequestObserver;
import io.tidings.taxii.server.transport.WorkerBounds;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a {@link TaxiiServer} is to work.
 *
 * @param publicBaseUrl under which clients reach the server, such as {@code https://taxii.example.org}, with the path
 *     that a proxy adds; if absent, each request's own scheme and {@code Host}
 * @param cursorKey see {@link CursorKey}
 * @param realm shown to people who are asked for credentials
 * @param random for request ids; used from several threads at once
 * @param observer told of every request when it is over
 */
public record TaxiiServerOptions(
        Optional<URI> publicBaseUrl,
        CursorKey cursorKey,
        String realm,
        WorkerBounds workers,
        BodyBounds bodies,
        ReplyBounds replies,
        Clock clock,
        RandomGenerator random,
        RequestObserver observer) {

    /** With the standard bounds, no public base URL, the system's clock. */
    public static TaxiiServerOptions standard(CursorKey cursorKey, Path spoolDirectory) {
        return new TaxiiServerOptions(
                Optional.empty(),
                cursorKey,
                "taxii",
                WorkerBounds.standard(),
                BodyBounds.standard(spoolDirectory),
                ReplyBounds.standard(),
                Clock.systemUTC(),
                new SecureRandom(),
                RequestObserver.none());
    }

    /** @throws IllegalArgumentException if {@code url} is not absolute, or has a query or fragment */
    public TaxiiServerOptions withPublicBaseUrl(URI url) {
        return new TaxiiServerOptions(
                Optional.of(url), cursorKey, realm, workers, bodies, replies, clock, random, observer);
    }

    public TaxiiServerOptions withRealm(String other) {
        return new TaxiiServerOptions(
                publicBaseUrl, cursorKey, other, workers, bodies, replies, clock, random, observer);
    }

    public TaxiiServerOptions withWorkers(WorkerBounds other) {
        return new TaxiiServerOptions(publicBaseUrl, cursorKey, realm, other, bodies, replies, clock, random, observer);
    }

    public TaxiiServerOptions withBodies(BodyBounds other) {
        return new TaxiiServerOptions(
                publicBaseUrl, cursorKey, realm, workers, other, replies, clock, random, observer);
    }

    public TaxiiServerOptions withReplies(ReplyBounds other) {
        return new TaxiiServerOptions(publicBaseUrl, cursorKey, realm, workers, bodies, other, clock, random, observer);
    }

    public TaxiiServerOptions withObserver(RequestObserver other) {
        return new TaxiiServerOptions(publicBaseUrl, cursorKey, realm, workers, bodies, replies, clock, random, other);
    }

    public TaxiiServerOptions {
        publicBaseUrl.ifPresent(url -> {
            if (!url.isAbsolute()
                    || url.getHost() == null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "the public base URL is scheme, host and perhaps a path (T-098, T-099): " + url);
            }
        });
    }
}
