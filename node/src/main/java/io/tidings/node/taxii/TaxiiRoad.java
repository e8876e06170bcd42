package io.tidings.node.taxii;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.companion.CompanionCollection;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.DiskFullException;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.Verdict;
import io.tidings.node.quota.Quotas;
import io.tidings.node.release.Release;
import io.tidings.node.store.Epoch;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What the TAXII server library asks, answered by the two doors. Safe for use by any number of threads; blocks. */
public final class TaxiiRoad implements TaxiiBackend {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration WHEN_SOMEONE_MADE_ROOM = Duration.ofMinutes(5);

    private final Store store;
    private final Intake intake;
    private final Release release;
    private final Recognition recognition;
    private final Supplier<AgreementBook> agreements;
    private final Quotas quotas;
    private final Statuses statuses;
    private final Clock clock;
    private final Supplier<UUID> uuids;
    private final TaxiiRoadOptions options;
    private final UploadsAtOnce uploads;

    /** @param uuids random ones, for statuses */
    public TaxiiRoad(
            Store store,
            Intake intake,
            Release release,
            Recognition recognition,
            Supplier<AgreementBook> agreements,
            Quotas quotas,
            Statuses statuses,
            Clock clock,
            Supplier<UUID> uuids,
            TaxiiRoadOptions options) {
        this.store = store;
        this.intake = intake;
        this.release = release;
        this.recognition = recognition;
        this.agreements = agreements;
        this.quotas = quotas;
        this.statuses = statuses;
        this.clock = clock;
        this.uuids = uuids;
        this.options = options;
        this.uploads = new UploadsAtOnce(options.heapBytes(), options.maxObjectBytes());
    }

    @Override
    public Optional<Requester> authenticate(Credentials credentials) {
        Optional<Principal> principal = recognition.recognise(credentials);
        principal
                .flatMap(Principal::requestsPerMinute)
                .flatMap(perMinute -> quotas.request(principal.get().name(), perMinute))
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
        Principal principal = (Principal) requester;
        if (!rootPath.equals(options.rootPath())) {
            return List.of();
        }
        return store.collections().stream()
                .map(collection -> resource(principal, collection))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<CollectionResource> collection(Requester requester, String rootPath, String idOrAlias) {
        if (!rootPath.equals(options.rootPath())) {
            return Optional.empty();
        }
        return store.collections().stream()
                .filter(c -> c.id().toString().equals(idOrAlias) || c.name().equals(idOrAlias))
                .findFirst()
                .flatMap(collection -> resource((Principal) requester, collection))
                .or(() -> companion((Principal) requester, idOrAlias))
                .or(() -> {
                    // Told in the same way whether there is such a collection or not (I-5).
                    recognition.notGranted((Principal) requester, "a collection not visible to it: " + idOrAlias);
                    return Optional.empty();
                });
    }

    /**
     * The collection of a collection's provenance. Not in the list of collections: it is announced by the one that it is
     * about, to those who know what it is for, while others who take all collections get no objects they cannot use.
     */
    private Optional<CollectionResource> companion(Principal principal, String idOrAlias) {
        return store.collections().stream()
                .filter(c -> CompanionCollection.idFor(c.id()).toString().equals(idOrAlias)
                        || CompanionCollection.aliasFor(c.name()).equals(idOrAlias))
                .filter(c -> principal.mayRead(c.name()).isPresent())
                .findFirst()
                .map(c -> new CollectionResource(
                        CompanionCollection.idFor(c.id()),
                        CompanionCollection.titleFor(c.title()),
                        Optional.of("Who sealed the objects of " + c.name() + ", and which way they came"),
                        Optional.of(CompanionCollection.aliasFor(c.name())),
                        true,
                        false,
                        false,
                        List.of(CollectionResource.STIX_2_1)));
    }

    /** The collection that a collection of companions is about. */
    private Optional<StoredCollection> subject(UUID companion) {
        return store.collection(companion).isPresent()
                ? Optional.empty()
                : store.collections().stream()
                        .filter(c -> CompanionCollection.idFor(c.id()).equals(companion))
                        .findFirst();
    }

    @Override
    public ObjectsPage objects(Requester requester, UUID collection, ObjectsQuery query) {
        Optional<StoredCollection> subject = subject(collection);
        return given(
                requester,
                () -> subject.isPresent()
                        ? release.provenance((Principal) requester, subject.get(), query)
                        : release.objects((Principal) requester, known(collection), query));
    }

    @Override
    public ManifestPage manifest(Requester requester, UUID collection, ObjectsQuery query) {
        Optional<StoredCollection> subject = subject(collection);
        return given(
                requester,
                () -> subject.isPresent()
                        ? release.provenanceManifest((Principal) requester, subject.get(), query)
                        : release.manifest((Principal) requester, known(collection), query));
    }

    @Override
    public ManifestPage versions(Requester requester, UUID collection, ObjectsQuery query) {
        return given(requester, () -> release.versions((Principal) requester, known(collection), query));
    }

    @Override
    public Status add(Requester requester, UUID collection, Submission submission)
            throws MalformedContentException, IOException {
        Principal principal = (Principal) requester;
        StoredCollection target = known(collection);
        Grant.Write grant = principal
                .mayWrite(target.name())
                .orElseThrow(() -> notGranted(principal, target, "Adding objects is not granted."));
        Instant at = clock.instant();
        Delivery delivery = new Delivery(
                collection,
                new Receipt(
                        principal.name(),
                        "taxii-post",
                        at,
                        Optional.of(principal.agreement()),
                        Optional.empty(),
                        submission.requestId()),
                grant.maxTlp(),
                grant.types(),
                grant.objectsPerDay(),
                new CreatorAuthority(agreements.get(), principal.name()),
                grant.acceptance());
        intake.wait(delivery).ifPresent(wait -> {
            throw RefusedException.tooMany("The agreement's number of objects a day is used up.", wait);
        });
        UploadsAtOnce.Room room = uploads.take(submission.length());
        try {
            Status status =
                    status(at, intake.take(delivery, submission::open, done -> recognition.requireShared(principal)));
            statuses.keep(principal.name(), status);
            return status;
        } catch (StoreBusyException | StoreUnavailableException full) {
            throw RefusedException.unavailable("The node cannot store more at this moment; send it again.", SOON);
        } catch (DiskFullException full) {
            // Not 507: clients know 503 with Retry-After as what passes, and send again.
            throw RefusedException.unavailable(
                    "The node's disk is full: nothing is taken in until its operator has made room.",
                    WHEN_SOMEONE_MADE_ROOM);
        } finally {
            room.close();
        }
    }

    @Override
    public Optional<Status> status(Requester requester, String rootPath, UUID id) {
        return rootPath.equals(options.rootPath()) ? statuses.find(requester.name(), id) : Optional.empty();
    }

    @Override
    public void delete(Requester requester, UUID collection, DeleteQuery query) {
        Principal principal = (Principal) requester;
        StoredCollection target = known(collection);
        if (!principal.mayDelete(target.name())) {
            throw notGranted(principal, target, "Deleting is not granted.");
        }
        translated(() -> {
            intake.remove(
                    collection,
                    release.matching(principal, target, query),
                    new Receipt(
                            principal.name(),
                            "taxii-delete",
                            clock.instant(),
                            Optional.of(principal.agreement()),
                            Optional.empty(),
                            query.objectId()));
            release.forgetWhatIsQuiet();
            return true;
        });
    }

    /** What was selected goes out only if nobody was cut off meanwhile. */
    private <T> T given(Requester requester, Supplier<T> page) {
        T selected = translated(page);
        recognition.requireShared((Principal) requester);
        return selected;
    }

    private Optional<CollectionResource> resource(Principal principal, StoredCollection collection) {
        boolean read = principal.mayRead(collection.name()).isPresent();
        boolean write = principal.mayWrite(collection.name()).isPresent();
        boolean delete = principal.mayDelete(collection.name());
        if (!read && !write && !delete) {
            return Optional.empty();
        }
        return Optional.of(new CollectionResource(
                collection.id(),
                collection.title(),
                collection.description(),
                Optional.of(collection.name()),
                read,
                write,
                delete,
                List.of(CollectionResource.STIX_2_1, CollectionResource.STIX_2_0),
                properties(collection, read)));
    }

    private Map<String, String> properties(StoredCollection collection, boolean read) {
        Map<String, String> properties = new HashMap<>();
        store.epoch(collection.id()).map(TaxiiRoad::announced).ifPresent(properties::putAll);
        if (read) {
            properties.put(
                    CompanionCollection.ANNOUNCED,
                    CompanionCollection.idFor(collection.id()).toString());
        }
        return properties;
    }

    // Says nothing of the log's own stamps: those of entries that are withheld are nobody's business (I-5).
    private static Map<String, String> announced(Epoch epoch) {
        return Map.of(
                "x_tidings_epoch", epoch.id().toString(),
                "x_tidings_restored_at", epoch.began().toString(),
                "x_tidings_restored_to", epoch.restoredTo().toString());
    }

    private RefusedException notGranted(Principal principal, StoredCollection collection, String what) {
        recognition.notGranted(principal, collection.name() + ": " + what);
        return RefusedException.forbidden(what);
    }

    private StoredCollection known(UUID collection) {
        return store.collection(collection).orElseThrow(RefusedException::notFound);
    }

    private Status status(Instant at, IntakeReport report) {
        return new Status(
                uuids.get(),
                true,
                at,
                report.total(),
                report.successes(),
                details(report, true),
                report.failures(),
                details(report, false),
                0,
                List.of());
    }

    private static List<Status.Detail> details(IntakeReport report, boolean successes) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.isSuccess() == successes)
                .map(verdict -> detail(verdict))
                .toList();
    }

    private static Status.Detail detail(Verdict verdict) {
        return new Status.Detail(verdict.id(), verdict.version(), verdict.message());
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
