package io.tidings.node.taxii;

import io.tidings.node.agreement.Principal;
import io.tidings.node.intake.Intake;
import io.tidings.node.release.Release;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.taxii.server.backend.ApiRoot;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.Credentials;
import io.tidings.taxii.server.backend.Discovery;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.ObjectsPage;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Requester;
import io.tidings.taxii.server.backend.Status;
import io.tidings.taxii.server.backend.Submission;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.query.DeleteQuery;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What the TAXII server library asks, answered by the two doors. Safe for use by any number of threads; blocks. */
public final class TaxiiRoad implements TaxiiBackend {
    /** When to try again what the store has no room for. */
    static final Duration SOON = Duration.ofSeconds(2);

    private final Doors doors;
    private final Access access;
    private final CollectionResources collections;
    private final Uploads uploads;
    private final Statuses statuses;
    private final Clock clock;
    private final TaxiiRoadOptions options;

    /** The doors that the road leads to. */
    public record Doors(Intake intake, Release release) {}

    public TaxiiRoad(
            Store store, Doors doors, Access access, Statuses statuses, Clock clock, TaxiiRoadOptions options) {
        this.doors = doors;
        this.access = access;
        this.statuses = statuses;
        this.clock = clock;
        this.options = options;
        this.collections = new CollectionResources(store, access.recognition());
        this.uploads = new Uploads(
                doors.intake(),
                access,
                statuses,
                clock,
                new UploadsAtOnce(options.heapBytes(), options.maxObjectBytes()));
    }

    @Override
    public Optional<Requester> authenticate(Credentials credentials) {
        Optional<Principal> principal = access.recognition().recognise(credentials);
        principal
                .flatMap(Principal::requestsPerMinute)
                .flatMap(perMinute -> access.quotas().request(principal.get().name(), perMinute))
                .ifPresent(wait -> {
                    throw RefusedException.tooMany("The agreement's number of requests a minute is used up.", wait);
                });
        return principal.map(p -> p);
    }

    @Override
    public Discovery discovery(Requester requester) {
        return new Discovery(
                options.title(),
                options.description(),
                options.contact(),
                Optional.of(options.rootPath()),
                List.of(options.rootPath()));
    }

    @Override
    public Optional<ApiRoot> apiRoot(Requester requester, String rootPath) {
        return rootPath.equals(options.rootPath())
                ? Optional.of(new ApiRoot(options.title(), options.description(), options.maxContentLength()))
                : Optional.empty();
    }

    @Override
    public List<CollectionResource> collections(Requester requester, String rootPath) {
        return rootPath.equals(options.rootPath()) ? collections.visible((Principal) requester) : List.of();
    }

    @Override
    public Optional<CollectionResource> collection(Requester requester, String rootPath, String idOrAlias) {
        return rootPath.equals(options.rootPath())
                ? collections.find((Principal) requester, idOrAlias)
                : Optional.empty();
    }

    @Override
    public ObjectsPage objects(Requester requester, UUID collection, ObjectsQuery query) {
        Optional<StoredCollection> subject = collections.subject(collection);
        return given(
                requester,
                () -> subject.isPresent()
                        ? doors.release().provenance((Principal) requester, subject.get(), query)
                        : doors.release().objects((Principal) requester, collections.require(collection), query));
    }

    @Override
    public ManifestPage manifest(Requester requester, UUID collection, ObjectsQuery query) {
        Optional<StoredCollection> subject = collections.subject(collection);
        return given(
                requester,
                () -> subject.isPresent()
                        ? doors.release().provenanceManifest((Principal) requester, subject.get(), query)
                        : doors.release().manifest((Principal) requester, collections.require(collection), query));
    }

    @Override
    public ManifestPage versions(Requester requester, UUID collection, ObjectsQuery query) {
        return given(
                requester,
                () -> doors.release().versions((Principal) requester, collections.require(collection), query));
    }

    @Override
    public Status add(Requester requester, UUID collection, Submission submission)
            throws MalformedContentException, IOException {
        return uploads.take((Principal) requester, collections.require(collection), submission);
    }

    @Override
    public Optional<Status> status(Requester requester, String rootPath, UUID id) {
        return rootPath.equals(options.rootPath()) ? statuses.find(requester.name(), id) : Optional.empty();
    }

    @Override
    public void delete(Requester requester, UUID collection, DeleteQuery query) {
        Principal principal = (Principal) requester;
        StoredCollection target = collections.require(collection);
        if (!principal.mayDelete(target.name())) {
            throw access.denied(principal, target, "Deleting is not granted.");
        }
        translated(() -> {
            doors.intake()
                    .remove(
                            collection,
                            doors.release().matching(principal, target, query),
                            new Receipt(
                                    principal.name(),
                                    "taxii-delete",
                                    clock.instant(),
                                    Optional.of(principal.agreement()),
                                    Optional.empty(),
                                    query.objectId()));
            doors.release().forgetWhatIsQuiet();
            return true;
        });
    }

    /** What was selected goes out only if nobody was cut off meanwhile. */
    private <T> T given(Requester requester, Supplier<T> page) {
        T selected = translated(page);
        access.recognition().requireShared((Principal) requester);
        return selected;
    }

    /** The store's own failures, in the words of the protocol. */
    private static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreBusyException | StoreUnavailableException full) {
            throw RefusedException.unavailable("The node's store is not ready; try again.", SOON);
        }
    }
}
