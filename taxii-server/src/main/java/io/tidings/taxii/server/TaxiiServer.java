package io.tidings.taxii.server;

import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.collections.CollectionAccess;
import io.tidings.taxii.server.collections.GetCollection;
import io.tidings.taxii.server.collections.GetCollections;
import io.tidings.taxii.server.cursor.Paging;
import io.tidings.taxii.server.discovery.GetApiRoot;
import io.tidings.taxii.server.discovery.GetDiscovery;
import io.tidings.taxii.server.filter.InteropFilters;
import io.tidings.taxii.server.http.Gate;
import io.tidings.taxii.server.http.Operations;
import io.tidings.taxii.server.http.Target.Kind;
import io.tidings.taxii.server.manifest.GetManifest;
import io.tidings.taxii.server.objects.AddObjects;
import io.tidings.taxii.server.objects.DeleteObject;
import io.tidings.taxii.server.objects.GetObjects;
import io.tidings.taxii.server.status.GetStatus;
import io.tidings.taxii.server.transport.Load;
import io.tidings.taxii.server.transport.RequestReader;
import io.tidings.taxii.server.transport.TaxiiHandler;
import io.tidings.taxii.server.transport.Workers;
import io.tidings.taxii.server.versions.GetVersions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A TAXII 2.1 server over a {@link TaxiiBackend}, to be mounted on the router of a program's HTTP server.
 *
 * <p>One may be mounted on the routers of several listeners and event loops. Closing it is the program's to do, after
 * it has stopped listening.
 */
public final class TaxiiServer {
    private static final int FILE_THREADS = 2;

    private final TaxiiHandler handler;
    private final Workers workers;
    private final WorkerExecutor files;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Promise<Void> end = Promise.promise();

    private TaxiiServer(TaxiiHandler handler, Workers workers, WorkerExecutor files) {
        this.handler = handler;
        this.workers = workers;
        this.files = files;
    }

    public static TaxiiServer create(Vertx vertx, TaxiiBackend backend, TaxiiServerOptions options) {
        Workers workers = new Workers(vertx, options.workers());
        WorkerExecutor files =
                vertx.createSharedWorkerExecutor(options.workers().name() + "-files", FILE_THREADS);
        TaxiiHandler handler = new TaxiiHandler(
                new Gate(backend, operations(backend, options), options.realm()),
                new TaxiiHandler.Threads(vertx, workers, files),
                new TaxiiHandler.Bounds(options.bodies(), options.replies()),
                new RequestReader(options.publicBaseUrl(), options.random()),
                options.clock(),
                options.observer());
        return new TaxiiServer(handler, workers, files);
    }

    private static Operations operations(TaxiiBackend backend, TaxiiServerOptions options) {
        CollectionAccess access = new CollectionAccess(backend);
        Paging paging = new Paging(options.cursorKey(), new InteropFilters());
        GetObjects getObjects = new GetObjects(backend, access, paging);
        return new Operations(
                Map.of(
                        Kind.DISCOVERY, new GetDiscovery(backend),
                        Kind.API_ROOT, new GetApiRoot(backend),
                        Kind.STATUS, new GetStatus(backend, access),
                        Kind.COLLECTIONS, new GetCollections(backend, access),
                        Kind.COLLECTION, new GetCollection(access),
                        Kind.MANIFEST, new GetManifest(backend, access, paging),
                        Kind.OBJECTS, getObjects,
                        Kind.OBJECT, getObjects,
                        Kind.VERSIONS, new GetVersions(backend, access, paging)),
                Map.of(Kind.OBJECTS, new AddObjects(backend, access)),
                Map.of(Kind.OBJECT, new DeleteObject(backend, access)));
    }

    /**
     * Answers everything that comes to {@code router} from here on. A program's own paths are mounted before it, and no
     * body handler: bodies are read here.
     */
    public void mount(Router router) {
        router.route().handler(handler);
    }

    /** What is under way now, for watching the server. From any thread. */
    public Load load() {
        return handler.load();
    }

    /**
     * Refuses new requests with 503, waits for those that are running, and gives its threads back. May be called twice.
     */
    public Future<Void> close() {
        if (closed.compareAndSet(false, true)) {
            handler.drain()
                    .compose(quiet -> workers.close())
                    .compose(done -> files.close())
                    .onComplete(end);
        }
        return end.future();
    }
}
