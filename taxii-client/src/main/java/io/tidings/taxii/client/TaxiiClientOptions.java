package io.tidings.taxii.client;

import io.tidings.stix.content.ContentBounds;
import io.tidings.taxii.client.auth.Auth;
import io.tidings.taxii.client.http.Pause;
import io.tidings.taxii.client.http.ReplyBounds;
import io.tidings.taxii.client.http.RetryPolicy;
import io.tidings.taxii.client.http.Timeouts;
import io.tidings.taxii.client.tls.TlsOptions;
import io.tidings.taxii.client.url.Origin;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What a client of one server needs to know.
 *
 * @param server its discovery URL, or any URL on it: credentials go to this URL's scheme, host and port. Without a
 *     path it stands for {@code /taxii2/} (TAXII 2.1 §4.1)
 * @param auth for {@code Authorization}
 * @param alsoTrusted other origins to which {@code auth} and the client certificate may go
 * @param contentBounds of STIX content
 * @param userAgent software name and version
 * @param maxConnections to one origin
 * @param environment time and chance
 */
public record TaxiiClientOptions(
        URI server,
        Auth auth,
        Set<Origin> alsoTrusted,
        TlsOptions tls,
        Timeouts timeouts,
        ReplyBounds replyBounds,
        ContentBounds contentBounds,
        RetryPolicy retries,
        String userAgent,
        int maxConnections,
        Environment environment) {

    /** The clock, the source of chance for waits between attempts, and how to wait. */
    public record Environment(Clock clock, RandomGenerator random, Pause pause) {}

    /** Standard bounds and times, trust in the runtime's authorities, no credentials. */
    public static TaxiiClientOptions of(URI server, Environment environment) {
        return new TaxiiClientOptions(
                server,
                Auth.none(),
                Set.of(),
                TlsOptions.standard(),
                Timeouts.standard(),
                ReplyBounds.standard(),
                ContentBounds.standard(),
                RetryPolicy.standard(),
                "Tidings/" + version(),
                8,
                environment);
    }

    /** @throws IllegalArgumentException if {@code server} cannot be used, or a value makes no sense */
    public TaxiiClientOptions {
        Origin.of(server);
        if (server.getRawQuery() != null) {
            throw new IllegalArgumentException("a TAXII server's URL has no query: " + server);
        }
        String path = server.getRawPath();
        server = path.isEmpty() || path.equals("/")
                ? server.resolve("/taxii2/")
                : path.endsWith("/") ? server : URI.create(server + "/");
        alsoTrusted = Set.copyOf(alsoTrusted);
        if (userAgent.isBlank() || userAgent.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("User-Agent is a name and version in printable ASCII: " + userAgent);
        }
        if (maxConnections < 1 || maxConnections > 1_000) {
            throw new IllegalArgumentException("a client has 1 to 1,000 connections to a server");
        }
    }

    public TaxiiClientOptions withAuth(Auth changed) {
        return new TaxiiClientOptions(
                server,
                changed,
                alsoTrusted,
                tls,
                timeouts,
                replyBounds,
                contentBounds,
                retries,
                userAgent,
                maxConnections,
                environment);
    }

    public TaxiiClientOptions withAlsoTrusted(Set<Origin> changed) {
        return new TaxiiClientOptions(
                server,
                auth,
                changed,
                tls,
                timeouts,
                replyBounds,
                contentBounds,
                retries,
                userAgent,
                maxConnections,
                environment);
    }

    public TaxiiClientOptions withTls(TlsOptions changed) {
        return new TaxiiClientOptions(
                server,
                auth,
                alsoTrusted,
                changed,
                timeouts,
                replyBounds,
                contentBounds,
                retries,
                userAgent,
                maxConnections,
                environment);
    }

    public TaxiiClientOptions withTimeouts(Timeouts changed) {
        return new TaxiiClientOptions(
                server,
                auth,
                alsoTrusted,
                tls,
                changed,
                replyBounds,
                contentBounds,
                retries,
                userAgent,
                maxConnections,
                environment);
    }

    public TaxiiClientOptions withReplyBounds(ReplyBounds changed) {
        return new TaxiiClientOptions(
                server,
                auth,
                alsoTrusted,
                tls,
                timeouts,
                changed,
                contentBounds,
                retries,
                userAgent,
                maxConnections,
                environment);
    }

    public TaxiiClientOptions withContentBounds(ContentBounds changed) {
        return new TaxiiClientOptions(
                server,
                auth,
                alsoTrusted,
                tls,
                timeouts,
                replyBounds,
                changed,
                retries,
                userAgent,
                maxConnections,
                environment);
    }

    public TaxiiClientOptions withRetries(RetryPolicy changed) {
        return new TaxiiClientOptions(
                server,
                auth,
                alsoTrusted,
                tls,
                timeouts,
                replyBounds,
                contentBounds,
                changed,
                userAgent,
                maxConnections,
                environment);
    }

    private static String version() {
        String version = TaxiiClientOptions.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
