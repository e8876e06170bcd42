package io.tidings.node.operations;

import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.audit.AuditUnavailableException;
import io.tidings.node.audit.Kind;
import io.tidings.node.contract.ContractReport;
import io.tidings.node.intake.Content;
import io.tidings.node.recall.RecallReport;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An operator's calls, recorded: what changes something is recorded before it is done, and so is how it ended before it is
 * answered; what only looks something up about others' content is recorded as use. Where the log cannot be written nothing
 * is changed, but for a cut, which must never wait.
 */
public final class AuditedOperations implements Operations {
    private final Operations operations;
    private final AuditLog log;

    public AuditedOperations(Operations operations, AuditLog log) {
        this.operations = operations;
        this.log = log;
    }

    /** What is done, and may fail as publishing can. */
    @FunctionalInterface
    private interface Act<T> {
        T run() throws IOException, MalformedContentException;
    }

    /** Adds to the record how it ended. */
    @FunctionalInterface
    private interface Outcome<T> {
        AuditEvent of(AuditEvent event, T result);
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
        return done(
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
        return attempted(
                to.isEmpty() ? publish : publish.with("to", to),
                () -> operations.publish(collection, profile, to, content, origin, progress),
                (event, report) -> event.with("total", report.total())
                        .with("stored", report.stored())
                        .with("aside", report.aside())
                        .with("refused", report.refused()));
    }

    @Override
    public Quarantining quarantine() {
        Quarantining quarantine = operations.quarantine();
        return new Quarantining() {
            @Override
            public QuarantineReport list(Optional<String> source, int most) {
                return quarantine.list(source, most);
            }

            @Override
            public List<QuarantineReport.Shown> show(String objectId) {
                return used(
                        event(Kind.USE, "quarantine-show").with("object", objectId), () -> quarantine.show(objectId));
            }

            @Override
            public List<QuarantineReport.Outcome> release(Choice choice) {
                return done(
                        decision("quarantine-release", choice),
                        () -> quarantine.release(choice),
                        (event, outcomes) -> event.with(
                                "entered",
                                outcomes.stream()
                                        .filter(QuarantineReport.Outcome::entered)
                                        .count()));
            }

            @Override
            public int drop(Choice choice) {
                return done(
                        decision("quarantine-drop", choice),
                        () -> quarantine.drop(choice),
                        (event, dropped) -> event.with("dropped", dropped));
            }

            @Override
            public SensitiveReport scan(String collection, Consumer<Progress> progress) {
                return used(
                        event(Kind.USE, "sensitive-scan").with("collection", collection),
                        () -> quarantine.scan(collection, progress));
            }

            @Override
            public List<QuarantineReport.Count> findings() {
                return quarantine.findings();
            }
        };
    }

    private static AuditEvent decision(String event, Quarantining.Choice choice) {
        return event(Kind.ASSESSMENT, event)
                .with("objects", choice.ids())
                .with("source", choice.source())
                .with("reason", choice.reason());
    }

    @Override
    public Contracting contracts() {
        return new AuditedContracts(operations.contracts());
    }

    @Override
    public Recalling recalls() {
        return new AuditedRecalls(operations.recalls());
    }

    @Override
    public Sharing sharing() {
        return new AuditedSharing(operations.sharing());
    }

    @Override
    public List<FollowReport> follow(Optional<String> peer, Consumer<Progress> progress) {
        return done(
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
        return used(event(Kind.USE, "trace").with("object", objectId), () -> operations.trace(objectId));
    }

    @Override
    public List<ProvenanceExport> exportProvenance(String objectId) {
        return used(
                event(Kind.USE, "provenance-export").with("object", objectId),
                () -> operations.exportProvenance(objectId));
    }

    @Override
    public WhyReport why(String principal, String objectId) {
        return used(
                event(Kind.USE, "why").with("principal", principal).with("object", objectId),
                () -> operations.why(principal, objectId));
    }

    @Override
    public PreviewReport preview(String principal, String collection) {
        return used(
                event(Kind.USE, "preview").with("principal", principal).with("collection", collection),
                () -> operations.preview(principal, collection));
    }

    @Override
    public List<OriginReport> origins() {
        return operations.origins();
    }

    @Override
    public DestroyReport destroyOrigin(String origin) {
        return done(
                event("origin-destroy").with("origin", origin),
                () -> operations.destroyOrigin(origin),
                (event, report) -> event.with("entries", report.entries()).with("keys", report.keys()));
    }

    @Override
    public EncryptReport encryptStored(Consumer<Progress> progress) {
        return done(
                event("encrypt-stored"),
                () -> operations.encryptStored(progress),
                (event, report) -> event.with("entries", report.entries()));
    }

    @Override
    public int replaceStorageKey() {
        return done(
                event("storage-key-replace"), operations::replaceStorageKey, (event, keys) -> event.with("keys", keys));
    }

    @Override
    public List<String> reload() {
        return done(event("reload"), operations::reload, (event, mistakes) -> event.with("mistakes", mistakes.size()));
    }

    @Override
    public BackupReport backup(BackupOrder order, Consumer<Progress> progress) {
        return done(
                event("backup")
                        .with("to", order.to().toString())
                        .with("with-keys", order.withKeys())
                        .with("encrypted-to", order.encryptTo().size()),
                () -> operations.backup(order, progress),
                (event, report) -> event.with("entries", report.entries()).with("bytes", report.bytes()));
    }

    @Override
    public Packaging packages() {
        Packaging packages = operations.packages();
        return new Packaging() {
            @Override
            public PackageReport create(PackageOrder order, Consumer<Progress> progress) {
                return done(
                        event("package-create")
                                .with("to", order.to().toString())
                                .with("for", order.recipient())
                                .with("collection", order.collection())
                                .with("encrypted", order.encrypt()),
                        () -> packages.create(order, progress),
                        (event, report) -> event.with("partner", report.partner())
                                .with("serial", report.serial())
                                .with("objects", report.objects())
                                .with("sha256", report.sha256()));
            }

            @Override
            public List<PackageImportReport> take(
                    Path from, Optional<String> into, Optional<Path> acknowledgeTo, Consumer<Progress> progress) {
                return done(
                        event("package-import").with("from", from.toString()).with("into", into),
                        () -> packages.take(from, into, acknowledgeTo, progress),
                        (event, reports) -> event.with("files", reports.size())
                                .with(
                                        "refused",
                                        reports.stream()
                                                .filter(each -> !each.isDone())
                                                .count())
                                .with(
                                        "objects",
                                        reports.stream()
                                                .mapToLong(PackageImportReport::objects)
                                                .sum()));
            }

            @Override
            public PackageAbandonment abandon(String collection) {
                return done(
                        event("package-abandon").with("collection", collection),
                        () -> packages.abandon(collection),
                        (event, report) -> event.with("partner", report.partner())
                                .with("sha256", report.sha256())
                                .with("removed", report.removed())
                                .with("kept", report.kept()));
            }

            @Override
            public List<String> warnings() {
                return packages.warnings();
            }

            @Override
            public List<PackageReport> list(int most) {
                return packages.list(most);
            }
        };
    }

    /** {@link Sharing}, recorded likewise. */
    private final class AuditedSharing implements Sharing {
        private final Sharing sharing;

        AuditedSharing(Sharing sharing) {
            this.sharing = sharing;
        }

        /** Done first and recorded then. */
        @Override
        public CutReport cut(Optional<String> peer, Optional<String> reason) {
            CutReport report = sharing.cut(peer, reason);
            record(
                    event("cut").with("whom", report.who()).with("reason", report.reason()),
                    "sharing is cut off, but that could not be recorded");
            return report;
        }

        @Override
        public void restore(Optional<String> peer) {
            done(
                    event("restore-sharing").with("whom", peer.orElse("everyone")),
                    () -> {
                        sharing.restore(peer);
                        return true;
                    },
                    (event, restored) -> event);
        }

        @Override
        public GivenReport given(String principal, java.time.Instant since, boolean objects, int most) {
            return used(
                    event(Kind.USE, "given").with("principal", principal).with("since", since.toString()),
                    () -> sharing.given(principal, since, objects, most));
        }

        @Override
        public LeaveReport leave(String peer, boolean purge) {
            return done(
                    event("peer-leave").with("peer", peer).with("purge", purge),
                    () -> sharing.leave(peer, purge),
                    (event, report) -> event.with("given", report.givenEntries())
                            .with("held", report.heldEntries())
                            .with("destroyed", report.destroyedEntries())
                            .with("record", report.record()));
        }

        @Override
        public AuditReport audit() {
            return sharing.audit();
        }
    }

    /** {@link Contracting}, recorded likewise: terms by their hash, signatures by their keys. */
    private final class AuditedContracts implements Contracting {
        private final Contracting contracts;

        AuditedContracts(Contracting contracts) {
            this.contracts = contracts;
        }

        @Override
        public List<ContractReport> list() {
            return contracts.list();
        }

        @Override
        public ContractReport export(String peer) {
            return done(event("agreement-export").with("peer", peer), () -> contracts.export(peer), this::recorded);
        }

        @Override
        public ContractReport sign(String text) {
            return done(event("agreement-sign"), () -> contracts.sign(text), this::recorded);
        }

        @Override
        public ContractReport verify(String text) {
            return contracts.verify(text);
        }

        @Override
        public ContractReport accept(String text, boolean anyway) {
            return done(
                    event("agreement-accept").with("anyway", anyway),
                    () -> contracts.accept(text, anyway),
                    this::recorded);
        }

        private AuditEvent recorded(AuditEvent event, ContractReport report) {
            return event.with("with", report.peer())
                    .with("version", report.version())
                    .with("terms", report.hash())
                    .with("state", report.state())
                    .with(
                            "signatures",
                            report.signatures().stream()
                                    .map(each -> each.who() + " " + each.key() + " " + each.verdict())
                                    .toList())
                    .with("differences", report.differences());
        }
    }

    /** {@link Recalling}, recorded likewise. */
    private final class AuditedRecalls implements Recalling {
        private final Recalling recalls;

        AuditedRecalls(Recalling recalls) {
            this.recalls = recalls;
        }

        @Override
        public RecallReport recall(String objectId, Optional<String> version, String reason) {
            return done(
                    event("recall")
                            .with("object", objectId)
                            .with("version", version)
                            .with("reason", reason),
                    () -> recalls.recall(objectId, version, reason),
                    (event, report) -> event.with("recall", report.id())
                            .with("entries", report.entries())
                            .with(
                                    "told",
                                    report.told().stream()
                                            .map(RecallReport.Told::who)
                                            .toList()));
        }

        @Override
        public List<RecallReport> list() {
            return recalls.list();
        }

        @Override
        public List<RecallReport> show(String objectId) {
            return used(event(Kind.USE, "recall-show").with("object", objectId), () -> recalls.show(objectId));
        }

        @Override
        public RecallReport apply(String objectId) {
            return done(
                    event("recall-apply").with("object", objectId),
                    () -> recalls.apply(objectId),
                    (event, report) -> event.with("recall", report.id()));
        }

        @Override
        public RecallReport forget(String objectId) {
            return done(
                    event("recall-forget").with("object", objectId),
                    () -> recalls.forget(objectId),
                    (event, report) -> event.with("recall", report.id()));
        }
    }

    private <T> T used(AuditEvent event, Supplier<T> look) {
        record(event, "it could not be recorded, so it is not answered");
        return look.get();
    }

    private <T> T done(AuditEvent event, Supplier<T> act, Outcome<T> outcome) {
        try {
            return attempted(event, act::get, outcome);
        } catch (IOException | MalformedContentException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T attempted(AuditEvent event, Act<T> act, Outcome<T> outcome)
            throws IOException, MalformedContentException {
        record(event.with("state", "begun"), "it could not be recorded, so nothing was done");
        T result;
        try {
            result = act.run();
        } catch (IOException | MalformedContentException | RuntimeException failed) {
            log.note(event.with("state", "failed").with("problem", String.valueOf(failed.getMessage())));
            throw failed;
        }
        record(outcome.of(event.with("state", "done"), result), "it was done, but how it ended could not be recorded");
        return result;
    }

    private void record(AuditEvent event, String otherwise) {
        try {
            log.require(event);
        } catch (AuditUnavailableException unavailable) {
            throw new OperationException(
                    OperationException.Kind.UNAVAILABLE,
                    otherwise + ": " + unavailable.getMessage() + "; see that the disk has room, then try again");
        }
    }

    private static AuditEvent event(String event) {
        return event(Kind.ADMINISTRATION, event);
    }

    private static AuditEvent event(Kind kind, String event) {
        return AuditEvent.of(kind, event, AuditEvent.OPERATOR);
    }
}
