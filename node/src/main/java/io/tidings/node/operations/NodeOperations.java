package io.tidings.node.operations;

import io.tidings.node.agreement.Peer;
import io.tidings.node.intake.Content;
import io.tidings.node.intake.QuarantineLoad;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.store.Epoch;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** An operator's calls on the parts of one node in this process. */
public final class NodeOperations implements Operations {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int ENDS_SOON_DAYS = 30;
    private static final Set<String> WAITING = Set.of("held", "notified");

    private final NodeParts parts;
    private final Desks desks;
    private final PublishDesk publishing;
    private final Supplier<List<String>> reload;
    private final Supplier<NodeFacts> facts;

    /** Who does what an operator asks for, by concern. */
    public record Desks(
            Following following,
            Backups backups,
            QuarantineDesk quarantine,
            SharingDesk sharing,
            Recalling recalls,
            Contracting contracts,
            Packaging packages,
            TraceDesk tracing,
            StorageDesk storage) {}

    /** @param reload reads agreements and certificates again and says what is wrong with them */
    public NodeOperations(NodeParts parts, Desks desks, Supplier<List<String>> reload, Supplier<NodeFacts> facts) {
        this.parts = parts;
        this.desks = desks;
        this.publishing = new PublishDesk(parts);
        this.reload = reload;
        this.facts = facts;
    }

    @Override
    public StatusReport status() {
        NodeFacts node = facts.get();
        QuarantineLoad aside = desks.quarantine().load();
        return new StatusReport(
                node.organisation(),
                node.startedAt().isPresent(),
                node.startedAt(),
                node.discoveryUrl(),
                node.peerUrl(),
                node.fingerprint(),
                node.certificateExpires(),
                collections(),
                desks.following().health(),
                aside.objects(),
                aside.oldest().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()),
                restored(),
                parts.store().unencryptedBytes(),
                desks.sharing().cuts(),
                desks.sharing().audit(),
                warnings());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(parts.clock().instant(), ZoneOffset.UTC);
        for (Peer peer : parts.agreements().get().peers()) {
            peer.validUntil()
                    .filter(until -> !today.isBefore(until.minusDays(ENDS_SOON_DAYS)))
                    .ifPresent(until -> warnings.add("the agreement with " + peer.name()
                            + (today.isBefore(until) ? " ends on " : " ended on ") + until + "; renew it, or leave"));
        }
        long waiting = desks.recalls().list().stream()
                .filter(each -> WAITING.contains(each.action()))
                .count();
        if (waiting > 0) {
            warnings.add(waiting + " recalls wait for a decision: tidings recall --list");
        }
        warnings.addAll(desks.packages().warnings());
        return warnings;
    }

    private Optional<String> restored() {
        return parts.store().collections().stream()
                .flatMap(collection -> parts.store().epoch(collection.id()).stream())
                .max(Comparator.comparing(Epoch::began))
                .map(epoch -> "at " + epoch.began() + " from the backup of " + epoch.restoredTo()
                        + "; what was added in between is here only if it came again");
    }

    @Override
    public List<CollectionReport> collections() {
        return parts.store().collections().stream()
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
            return report(parts.store().createCollection(parts.uuids().get(), name, title.orElse(name), description));
        } catch (IllegalArgumentException taken) {
            throw new OperationException(Kind.CONFLICT, "there is a collection named " + name + " already");
        }
    }

    @Override
    public Quarantining quarantine() {
        return desks.quarantine();
    }

    @Override
    public Contracting contracts() {
        return desks.contracts();
    }

    @Override
    public Recalling recalls() {
        return desks.recalls();
    }

    @Override
    public Sharing sharing() {
        return desks.sharing();
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
        return publishing.publish(collection, profile, to, content, origin, progress);
    }

    @Override
    public List<FollowReport> follow(Optional<String> peer, Consumer<Progress> progress) {
        if (peer.isPresent() && parts.agreements().get().peer(peer.get()).isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND, "there is no peer " + peer.get() + "; 'tidings peer list' shows those there are");
        }
        return desks.following().run(peer, progress);
    }

    @Override
    public TraceReport trace(String objectId) {
        return desks.tracing().trace(objectId);
    }

    @Override
    public List<ProvenanceExport> exportProvenance(String objectId) {
        return desks.tracing().exportProvenance(objectId);
    }

    @Override
    public WhyReport why(String principal, String objectId) {
        return desks.tracing().why(principal, objectId);
    }

    @Override
    public PreviewReport preview(String principal, String collection) {
        return desks.tracing().preview(principal, collection);
    }

    @Override
    public List<OriginReport> origins() {
        return desks.storage().origins();
    }

    @Override
    public DestroyReport destroyOrigin(String name) {
        return desks.storage().destroyOrigin(name);
    }

    @Override
    public int replaceStorageKey() {
        return desks.storage().replaceStorageKey();
    }

    @Override
    public EncryptReport encryptStored(Consumer<Progress> progress) {
        return desks.storage().encryptStored(progress);
    }

    @Override
    public BackupReport backup(BackupOrder order, Consumer<Progress> progress) {
        return desks.backups().write(order, progress);
    }

    @Override
    public Packaging packages() {
        return desks.packages();
    }

    @Override
    public List<String> reload() {
        return reload.get();
    }

    private CollectionReport report(StoredCollection collection) {
        long last = parts.store().lastAdded(collection.id());
        return new CollectionReport(
                collection.id().toString(),
                collection.name(),
                collection.title(),
                collection.description(),
                facts.get().rootUrl() + "collections/" + collection.id() + "/",
                last == 0 ? Optional.empty() : Optional.of(TraceDesk.time(last)));
    }
}
