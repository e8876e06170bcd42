package io.tidings.node.operations;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.Principal;
import io.tidings.node.intake.Content;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.QuarantineLoad;
import io.tidings.node.intake.Verdict;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.provenance.Provenance;
import io.tidings.node.release.Decision;
import io.tidings.node.release.Preview;
import io.tidings.node.release.Release;
import io.tidings.node.store.Destroyed;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Epoch;
import io.tidings.node.store.KeyUnavailableException;
import io.tidings.node.store.Origin;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An operator's calls on the parts of one node in this process. */
public final class NodeOperations implements Operations {
    private static final String OPERATOR = "operator";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST_PROBLEMS = 100;
    private static final int MOST_ADDRESSEES = 100;
    private static final int ENDS_SOON_DAYS = 30;
    private static final Set<String> WAITING = Set.of("held", "notified");

    private final Store store;
    private final Intake intake;
    private final Release release;
    private final Provenance provenance;
    private final Proofs proofs;
    private final ProvenanceExports exports;
    private final Following following;
    private final Backups backups;
    private final QuarantineDesk quarantining;
    private final SharingDesk sharing;
    private final Recalling recalls;
    private final Contracting contracts;
    private final Supplier<AgreementBook> agreements;
    private final Supplier<List<String>> reload;
    private final Supplier<NodeFacts> facts;
    private final Packaging packaging;
    private final UUID claims;
    private final Clock clock;
    private final Supplier<UUID> uuids;

    /**
     * @param reload reads agreements and certificates again and says what is wrong with them
     * @param sharing is given how to destroy what an origin gave
     * @param claims the collection in which claims are kept
     * @param proofs what signed provenance proves
     * @param exports write it for others to verify
     * @param uuids random ones, for collections and receipts
     */
    public NodeOperations(
            Store store,
            Intake intake,
            Release release,
            Following following,
            Backups backups,
            QuarantineDesk quarantining,
            Function<Function<String, DestroyReport>, SharingDesk> sharing,
            Recalling recalls,
            Contracting contracts,
            Supplier<AgreementBook> agreements,
            Supplier<List<String>> reload,
            Supplier<NodeFacts> facts,
            Packaging packaging,
            UUID claims,
            Proofs proofs,
            ProvenanceExports exports,
            Clock clock,
            Supplier<UUID> uuids) {
        this.recalls = recalls;
        this.contracts = contracts;
        this.proofs = proofs;
        this.exports = exports;
        this.store = store;
        this.intake = intake;
        this.release = release;
        this.provenance = new Provenance(store);
        this.following = following;
        this.backups = backups;
        this.quarantining = quarantining;
        this.sharing = sharing.apply(this::destroyOrigin);
        this.agreements = agreements;
        this.reload = reload;
        this.facts = facts;
        this.packaging = packaging;
        this.claims = claims;
        this.clock = clock;
        this.uuids = uuids;
    }

    @Override
    public StatusReport status() {
        NodeFacts node = facts.get();
        QuarantineLoad aside = quarantining.load();
        return new StatusReport(
                node.organisation(),
                node.startedAt().isPresent(),
                node.startedAt(),
                node.discoveryUrl(),
                node.peerUrl(),
                node.fingerprint(),
                node.certificateExpires(),
                collections(),
                following.health(),
                aside.objects(),
                aside.oldest().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()),
                restored(),
                store.unencryptedBytes(),
                sharing.cuts(),
                sharing.audit(),
                warnings());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (Peer peer : agreements.get().peers()) {
            peer.validUntil()
                    .filter(until -> !today.isBefore(until.minusDays(ENDS_SOON_DAYS)))
                    .ifPresent(until -> warnings.add("the agreement with " + peer.name()
                            + (today.isBefore(until) ? " ends on " : " ended on ") + until + "; renew it, or leave"));
        }
        long waiting = recalls.list().stream()
                .filter(each -> WAITING.contains(each.action()))
                .count();
        if (waiting > 0) {
            warnings.add(waiting + " recalls wait for a decision: tidings recall --list");
        }
        warnings.addAll(packaging.warnings());
        return warnings;
    }

    private Optional<String> restored() {
        return store.collections().stream()
                .flatMap(collection -> store.epoch(collection.id()).stream())
                .max(Comparator.comparing(Epoch::began))
                .map(epoch -> "at " + epoch.began() + " from the backup of " + epoch.restoredTo()
                        + "; what was added in between is here only if it came again");
    }

    @Override
    public List<CollectionReport> collections() {
        return store.collections().stream()
                .filter(collection -> !collection.isAside())
                .map(this::report)
                .toList();
    }

    @Override
    public CollectionReport addCollection(String name, Optional<String> title, Optional<String> description) {
        if (!NAME.matcher(name).matches() || UUID_FORM.matcher(name).matches()) {
            throw new OperationException(
                    Kind.INVALID,
                    "\"" + name + "\" cannot name a collection: a name is up to 63 letters, digits, dots, dashes and"
                            + " underscores, begins with a letter or digit and is no UUID");
        }
        try {
            return report(store.createCollection(uuids.get(), name, title.orElse(name), description));
        } catch (IllegalArgumentException taken) {
            throw new OperationException(Kind.CONFLICT, "there is a collection named " + name + " already");
        }
    }

    @Override
    public Quarantining quarantine() {
        return quarantining;
    }

    @Override
    public Contracting contracts() {
        return contracts;
    }

    @Override
    public Recalling recalls() {
        return recalls;
    }

    @Override
    public Sharing sharing() {
        return sharing;
    }

    @Override
    public PublishReport publish(
            String collection,
            Optional<Profile> profile,
            List<String> to,
            Content content,
            String origin,
            Consumer<Progress> progress)
            throws IOException, MalformedContentException {
        StoredCollection target = named(collection);
        List<String> audience = audience(target, to);
        Delivery delivery = new Delivery(
                        target.id(),
                        new Receipt(
                                OPERATOR,
                                "publish",
                                clock.instant(),
                                Optional.empty(),
                                Optional.of(origin),
                                uuids.get().toString()),
                        Tlp.RED,
                        Optional.empty(),
                        Optional.empty(),
                        new CreatorAuthority(agreements.get(), OPERATOR),
                        new Acceptance(profile, false))
                .to(audience);
        IntakeReport report =
                intake.take(delivery, content, done -> progress.accept(new Progress("publish " + target.name(), done)));
        return new PublishReport(
                target.name(),
                report.total(),
                report.stored(),
                report.alreadyHeld(),
                report.claimed(),
                report.quarantined(),
                report.refused(),
                problems(report));
    }

    private List<String> audience(StoredCollection target, List<String> to) {
        if (to.size() > MOST_ADDRESSEES) {
            throw new OperationException(
                    Kind.INVALID, "directed to more than " + MOST_ADDRESSEES + " peers: make a collection for them");
        }
        List<String> audience = new ArrayList<>();
        for (String name : to) {
            Peer peer = agreements
                    .get()
                    .peer(name.startsWith("peer:") ? name.substring("peer:".length()) : name)
                    .orElseThrow(() -> new OperationException(
                            Kind.NOT_FOUND,
                            "there is no peer " + name + "; 'tidings peer list' shows those there are"));
            Principal principal = new Principal.OfPeer(peer);
            if (principal.mayRead(target.name()).isEmpty()) {
                throw new OperationException(
                        Kind.CONFLICT,
                        peer.name() + " may not read " + target.name()
                                + ", so it would not be given what is directed to"
                                + " it; grant it the collection first");
            }
            audience.add(principal.name());
        }
        return audience;
    }

    @Override
    public List<FollowReport> follow(Optional<String> peer, Consumer<Progress> progress) {
        if (peer.isPresent() && agreements.get().peer(peer.get()).isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND, "there is no peer " + peer.get() + "; 'tidings peer list' shows those there are");
        }
        return following.run(peer, progress);
    }

    @Override
    public TraceReport trace(String objectId) {
        StixId id = StixId.parse(objectId)
                .orElseThrow(() ->
                        new OperationException(Kind.INVALID, "\"" + objectId + "\" is no STIX identifier, type--UUID"));
        List<TraceReport.Version> versions =
                provenance.trace(id).stream().map(this::version).toList();
        if (versions.isEmpty()) {
            throw new OperationException(Kind.NOT_FOUND, "this node holds no object " + objectId);
        }
        return new TraceReport(objectId, versions);
    }

    @Override
    public List<ProvenanceExport> exportProvenance(String objectId) {
        StixId id = StixId.parse(objectId)
                .orElseThrow(() ->
                        new OperationException(Kind.INVALID, "\"" + objectId + "\" is no STIX identifier, type--UUID"));
        List<ProvenanceExport> exported = exports.of(provenance.trace(id));
        if (exported.isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND, "this node holds no version of " + objectId + " with signed provenance");
        }
        return exported;
    }

    @Override
    public WhyReport why(String principal, String objectId) {
        Principal who = principalNamed(principal);
        StixId id = StixId.parse(objectId)
                .orElseThrow(() ->
                        new OperationException(Kind.INVALID, "\"" + objectId + "\" is no STIX identifier, type--UUID"));
        List<WhyReport.Item> items = store.versions(id).stream()
                .flatMap(entry -> store.collection(entry.collection()).stream()
                        .filter(collection -> !collection.isAside())
                        .map(collection -> why(who, collection, entry)))
                .toList();
        if (items.isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND,
                    "no collection of this node holds " + objectId
                            + "; 'tidings trace' shows whether it is kept aside as a claim, 'tidings quarantine show'"
                            + " whether it waits for you");
        }
        return new WhyReport(who.name(), objectId, items);
    }

    private WhyReport.Item why(Principal who, StoredCollection collection, Entry entry) {
        Decision decision = release.decide(who, collection, entry);
        List<String> times = store.releasesOf(entry).stream()
                .filter(page -> page.principal().equals(who.name()))
                .map(page -> page.at().toString())
                .toList();
        return new WhyReport.Item(
                collection.name(),
                entry.head().version().text(),
                time(entry.added()),
                entry.current(),
                decision.isGiven(),
                rule(decision),
                explanation(decision),
                times.size(),
                times.stream().findFirst(),
                times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1)));
    }

    private static Optional<String> rule(Decision decision) {
        return decision instanceof Decision.Withheld no
                ? Optional.of(no.rule().text())
                : decision instanceof Decision.Stripped ? Optional.of("granular-marking") : Optional.empty();
    }

    private static String explanation(Decision decision) {
        return decision instanceof Decision.Withheld no
                ? no.explanation()
                : decision instanceof Decision.Stripped part ? part.explanation() : "";
    }

    private Principal principalNamed(String name) {
        AgreementBook book = agreements.get();
        List<Principal> found = Stream.<Principal>concat(
                        book.peers().stream().map(Principal.OfPeer::new),
                        book.clients().stream().map(Principal.OfClient::new))
                .filter(p -> p.name().equals(name) || p.name().endsWith(":" + name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new OperationException(
                Kind.NOT_FOUND,
                found.isEmpty()
                        ? "there is no " + name + "; it is written peer:NAME or client:NAME"
                        : "there is a peer and a client named " + name + ": write peer:" + name + " or client:" + name);
    }

    @Override
    public PreviewReport preview(String principal, String collection) {
        Principal who = principalNamed(principal);
        StoredCollection target = named(collection);
        if (who.mayRead(target.name()).isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND, who.name() + " may not read " + collection + ", so it gets nothing of it");
        }
        Preview preview = release.preview(who, target);
        return new PreviewReport(
                who.name(),
                target.name(),
                preview.given(),
                preview.withheld().entrySet().stream()
                        .map(e -> new PreviewReport.Withheld(
                                e.getKey().text(),
                                e.getValue().entries(),
                                e.getValue().example().value(),
                                e.getValue().explanation()))
                        .toList());
    }

    @Override
    public List<OriginReport> origins() {
        return store.origins().stream()
                .map(origin -> new OriginReport(
                        origin.name(),
                        origin.encryptedSince().map(Instant::toString),
                        origin.destroyedAt().map(Instant::toString)))
                .toList();
    }

    @Override
    public DestroyReport destroyOrigin(String name) {
        Origin origin = store.origins().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "nothing came from " + name + "; 'tidings origin list' shows who gave something"));
        Destroyed destroyed = intake.destroyOrigin(
                name,
                new Receipt(
                        OPERATOR,
                        "origin-destroy",
                        clock.instant(),
                        Optional.empty(),
                        Optional.of(name),
                        uuids.get().toString()));
        release.forgetWhatIsQuiet();
        if (destroyed.keys() > 0 || origin.destroyedAt().isPresent()) {
            replaceKeyAfterDestroying(name);
        }
        return new DestroyReport(name, destroyed.entries(), destroyed.unencrypted(), destroyed.keys());
    }

    private void replaceKeyAfterDestroying(String origin) {
        try {
            store.replaceWrappingKey();
        } catch (KeyUnavailableException | StoreBusyException | StoreUnavailableException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "what " + origin
                            + " gave is destroyed here, but the key that wrapped its key could not be replaced,"
                            + " so copies of the database still open: " + failed.getMessage()
                            + ". Set that right and give the same command again");
        }
    }

    @Override
    public int replaceStorageKey() {
        try {
            return store.replaceWrappingKey();
        } catch (KeyUnavailableException failed) {
            throw new OperationException(Kind.UNAVAILABLE, String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public EncryptReport encryptStored(Consumer<Progress> progress) {
        if (store.unencryptedBytes().isEmpty()) {
            throw new OperationException(
                    Kind.CONFLICT,
                    "the store does not encrypt: set 'encrypt: true' under 'store:' in tidings.yaml first, and restart"
                            + " the node if it runs");
        }
        try {
            long entries = store.encryptStored(done -> progress.accept(new Progress("encrypt", done)));
            boolean serves = facts.get().startedAt().isPresent();
            if (!serves) {
                store.compactWhenClosed();
            }
            return new EncryptReport(entries, !serves);
        } catch (KeyUnavailableException | StoreBusyException | StoreUnavailableException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "not all was encrypted: " + failed.getMessage()
                            + ". What was encrypted stays so; set that right and give the same command again");
        }
    }

    @Override
    public BackupReport backup(BackupOrder order, Consumer<Progress> progress) {
        return backups.write(order, progress);
    }

    @Override
    public Packaging packages() {
        return packaging;
    }

    @Override
    public List<String> reload() {
        return reload.get();
    }

    private StoredCollection named(String nameOrId) {
        return store.collections().stream()
                .filter(c -> c.name().equals(nameOrId) || c.id().toString().equals(nameOrId))
                .filter(c -> !c.isAside())
                .findFirst()
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "there is no collection " + nameOrId + "; 'tidings collection add " + nameOrId
                                + "' makes one"));
    }

    private CollectionReport report(StoredCollection collection) {
        long last = store.lastAdded(collection.id());
        return new CollectionReport(
                collection.id().toString(),
                collection.name(),
                collection.title(),
                collection.description(),
                facts.get().rootUrl() + "collections/" + collection.id() + "/",
                last == 0 ? Optional.empty() : Optional.of(time(last)));
    }

    private TraceReport.Version version(Provenance.Passage passage) {
        return new TraceReport.Version(
                passage.entry().head().version().text(),
                store.collection(passage.entry().collection())
                        .map(StoredCollection::name)
                        .orElse("?"),
                time(passage.entry().added()),
                passage.entry().current(),
                passage.entry().collection().equals(claims),
                passage.arrivals().stream()
                        .map(r -> new TraceReport.Arrival(
                                r.source(), r.channel(), r.at().toString(), r.origin(), r.agreement(), r.requestId()))
                        .toList(),
                passage.departures().stream()
                        .map(r -> new TraceReport.Departure(r.principal(), r.channel(), r.at().toString(), r.rules()))
                        .toList(),
                proofs.of(passage),
                passage.entry().audience());
    }

    private static List<PublishReport.Problem> problems(IntakeReport report) {
        return report.verdicts().stream()
                .filter(verdict -> !verdict.isSuccess())
                .limit(MOST_PROBLEMS)
                .map(NodeOperations::problem)
                .toList();
    }

    private static PublishReport.Problem problem(Verdict verdict) {
        return new PublishReport.Problem(
                verdict.id(), verdict.version(), verdict.message().orElse("not stored"));
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
