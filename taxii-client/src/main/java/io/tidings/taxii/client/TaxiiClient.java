package io.tidings.taxii.client;

import io.tidings.taxii.client.collections.CollectionResource;
import io.tidings.taxii.client.collections.GetCollections;
import io.tidings.taxii.client.discovery.ApiRoot;
import io.tidings.taxii.client.discovery.Discovery;
import io.tidings.taxii.client.discovery.GetApiRoot;
import io.tidings.taxii.client.discovery.GetDiscovery;
import io.tidings.taxii.client.follow.CollectionFollower;
import io.tidings.taxii.client.follow.FollowOptions;
import io.tidings.taxii.client.http.Credentials;
import io.tidings.taxii.client.http.HttpExchange;
import io.tidings.taxii.client.http.HttpTransport;
import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.http.TransportOptions;
import io.tidings.taxii.client.manifest.GetManifest;
import io.tidings.taxii.client.objects.DeleteObject;
import io.tidings.taxii.client.objects.GetObjects;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PagingRules;
import io.tidings.taxii.client.repair.ManifestComparison;
import io.tidings.taxii.client.status.GetStatus;
import io.tidings.taxii.client.status.StatusResource;
import io.tidings.taxii.client.submit.AddObjects;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.tidings.taxii.client.url.CollectionUrl;
import io.tidings.taxii.client.url.Origin;
import io.tidings.taxii.client.versions.GetVersions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A client of one TAXII 2.1 server, and of others that it points to.
 *
 * <p>Safe for use by several threads; every question blocks its thread, so none may be an event loop. Failures are
 * {@link io.tidings.taxii.client.failure.TaxiiClientException}s, which say whether trying again may help; an interrupt
 * ends a wait with {@link java.io.InterruptedIOException}.
 */
public final class TaxiiClient implements AutoCloseable {
    private final TaxiiClientOptions options;
    private final HttpTransport transport;
    private final Requests requests;

    /** Connects nowhere yet. {@code vertx} stays the caller's, and must outlive this. */
    public TaxiiClient(Vertx vertx, TaxiiClientOptions options) {
        this.options = options;
        Set<Origin> trusted = new HashSet<>(options.alsoTrusted());
        trusted.add(Origin.of(options.server()));
        this.transport = new HttpTransport(
                vertx,
                new TransportOptions(
                        new Credentials(options.auth(), trusted),
                        options.tls(),
                        options.timeouts(),
                        options.userAgent(),
                        options.maxConnections(),
                        options.environment().clock()));
        HttpExchange exchange = new HttpExchange(
                transport,
                options.retries(),
                options.environment().pause(),
                options.environment().clock(),
                options.environment().random());
        this.requests = new Requests(exchange, options.replyBounds());
    }

    /** The server's discovery resource (§4.1), at the URL of the options. */
    public Discovery discovery() throws IOException {
        return new GetDiscovery(requests).read(options.server());
    }

    /** An API root (§4.2). */
    public ApiRoot apiRoot(ApiRootUrl root) throws IOException {
        return new GetApiRoot(requests).read(root);
    }

    /** The collections that a root shows us (§5.1). */
    public List<CollectionResource> collections(ApiRootUrl root) throws IOException {
        return new GetCollections(requests).read(root);
    }

    /** One collection (§5.2). */
    public CollectionResource collection(CollectionUrl collection) throws IOException {
        return new GetCollections(requests).read(collection);
    }

    /** Reads a collection to its end, now or again and again (§5.4). */
    public CollectionFollower follower(CollectionUrl collection, ObjectsQuery query, FollowOptions follow) {
        return new CollectionFollower(objects(), manifest(), collection, query, follow);
    }

    /** Compares what a server has with what is held here, and fetches the difference (§5.3). */
    public ManifestComparison comparison(CollectionUrl collection, ObjectsQuery query) {
        return new ManifestComparison(manifest(), objects(), collection, query, PagingRules.careful());
    }

    /** Single pages of objects (§5.4, §5.6). */
    public GetObjects objects() {
        return new GetObjects(requests, options.contentBounds());
    }

    /** Single pages of a manifest (§5.3). */
    public GetManifest manifest() {
        return new GetManifest(requests);
    }

    /** The versions of an object (§5.8). */
    public GetVersions versions() {
        return new GetVersions(requests);
    }

    /** Adds objects (§5.5). */
    public AddObjects add() {
        return new AddObjects(requests);
    }

    /** What became of a submission so far (§4.3). */
    public StatusResource status(ApiRootUrl root, String statusId) throws IOException {
        return new GetStatus(requests).read(root, statusId);
    }

    /** Deletes versions of an object (§5.7). */
    public DeleteObject delete() {
        return new DeleteObject(requests);
    }

    /** Single requests without blocking, for what is not here. */
    public HttpTransport transport() {
        return transport;
    }

    /** Closes all connections; what is under way fails. Completes when all is closed. */
    public Future<Void> closeAsync() {
        return transport.close();
    }

    /** Begins to close all connections; what is under way fails. May be called twice. */
    @Override
    public void close() {
        closeAsync();
    }
}
