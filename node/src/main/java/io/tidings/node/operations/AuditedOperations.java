package io.tidings.node.operations;

import static io.tidings.node.operations.OperatorTrail.event;

import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.audit.Kind;
import io.tidings.node.intake.Content;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An operator's calls, recorded: what changes something is recorded before it is done, and so is how it ended before it is
 * answered; what only looks something up about others' content is recorded as use. Where the log cannot be written nothing
 * is changed, but for a cut, which must never wait.
 */
public final class AuditedOperations implements Operations {
    private final Operations operations;
    private final OperatorTrail trail;

    public AuditedOperations(Operations operations, AuditLog log) {
        this.operations = operations;
        this.trail = new OperatorTrail(log);
    }

    @Override
    public StatusReport status() {
        return operations.status();
    }

    @Override
    public List<CollectionReport> collections() {
        return operations.collections();
    }

    @Override
    public CollectionReport addCollection(String name, Optional<String> title, Optional<String> description) {
        return trail.done(
                event("collection-add").with("name", name),
                () -> operations.addCollection(name, title, description),
                (event, added) -> event.with("id", added.id()));
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
        AuditEvent publish = event("publish").with("collection", collection).with("from", origin);
        return trail.attempted(
                to.isEmpty() ? publish : publish.with("to", to),
                () -> operations.publish(collection, profile, to, content, origin, progress),
                (event, report) -> event.with("total", report.total())
                        .with("stored", report.stored())
                        .with("aside", report.aside())
                        .with("refused", report.refused()));
    }

    @Override
    public Quarantining quarantine() {
        return new AuditedQuarantine(operations.quarantine(), trail);
    }

    @Override
    public Contracting contracts() {
        return new AuditedContracts(operations.contracts(), trail);
    }

    @Override
    public Recalling recalls() {
        return new AuditedRecalls(operations.recalls(), trail);
    }

    @Override
    public Sharing sharing() {
        return new AuditedSharing(operations.sharing(), trail);
    }

    @Override
    public List<FollowReport> follow(Optional<String> peer, Consumer<Progress> progress) {
        return trail.done(
                event("follow").with("peer", peer),
                () -> operations.follow(peer, progress),
                (event, reports) -> event.with(
                                "received",
                                reports.stream()
                                        .mapToLong(FollowReport::received)
                                        .sum())
                        .with(
                                "failed",
                                reports.stream()
                                        .filter(each -> each.error().isPresent())
                                        .count()));
    }

    @Override
    public TraceReport trace(String objectId) {
        return trail.used(event(Kind.USE, "trace").with("object", objectId), () -> operations.trace(objectId));
    }

    @Override
    public List<ProvenanceExport> exportProvenance(String objectId) {
        return trail.used(
                event(Kind.USE, "provenance-export").with("object", objectId),
                () -> operations.exportProvenance(objectId));
    }

    @Override
    public WhyReport why(String principal, String objectId) {
        return trail.used(
                event(Kind.USE, "why").with("principal", principal).with("object", objectId),
                () -> operations.why(principal, objectId));
    }

    @Override
    public PreviewReport preview(String principal, String collection) {
        return trail.used(
                event(Kind.USE, "preview").with("principal", principal).with("collection", collection),
                () -> operations.preview(principal, collection));
    }

    @Override
    public List<OriginReport> origins() {
        return operations.origins();
    }

    @Override
    public DestroyReport destroyOrigin(String origin) {
        return trail.done(
                event("origin-destroy").with("origin", origin),
                () -> operations.destroyOrigin(origin),
                (event, report) -> event.with("entries", report.entries()).with("keys", report.keys()));
    }

    @Override
    public EncryptReport encryptStored(Consumer<Progress> progress) {
        return trail.done(
                event("encrypt-stored"),
                () -> operations.encryptStored(progress),
                (event, report) -> event.with("entries", report.entries()));
    }

    @Override
    public int replaceStorageKey() {
        return trail.done(
                event("storage-key-replace"), operations::replaceStorageKey, (event, keys) -> event.with("keys", keys));
    }

    @Override
    public List<String> reload() {
        return trail.done(
                event("reload"), operations::reload, (event, mistakes) -> event.with("mistakes", mistakes.size()));
    }

    @Override
    public BackupReport backup(BackupOrder order, Consumer<Progress> progress) {
        return trail.done(
                event("backup")
                        .with("to", order.to().toString())
                        .with("with-keys", order.withKeys())
                        .with("encrypted-to", order.encryptTo().size()),
                () -> operations.backup(order, progress),
                (event, report) -> event.with("entries", report.entries()).with("bytes", report.bytes()));
    }

    @Override
    public Packaging packages() {
        return new AuditedPackages(operations.packages(), trail);
    }
}
