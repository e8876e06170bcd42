package io.tidings.node.api.wire;

import io.tidings.node.operations.BackupReport;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.DestroyReport;
import io.tidings.node.operations.EncryptReport;
import io.tidings.node.operations.FollowReport;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.operations.OriginReport;
import io.tidings.node.operations.PreviewReport;
import io.tidings.node.operations.ProvenanceExport;
import io.tidings.node.operations.PublishReport;
import io.tidings.node.operations.StatusReport;
import io.tidings.node.operations.TraceReport;
import java.util.List;

/** The JSON of every report: members are named as the records' components, an absent component is left out. */
public final class Reports {
    /** A collection. */
    public static final JsonForm<CollectionReport> COLLECTION = JsonForm.of(
            (out, r) -> out.text("id", r.id())
                    .text("name", r.name())
                    .text("title", r.title())
                    .text("description", r.description())
                    .text("url", r.url())
                    .text("lastAdded", r.lastAdded()),
            in -> new CollectionReport(
                    in.text("id"),
                    in.text("name"),
                    in.text("title"),
                    in.optionalText("description"),
                    in.text("url"),
                    in.optionalText("lastAdded")));

    private static final JsonForm<StatusReport.PeerHealth> PEER_HEALTH = JsonForm.of(
            (out, r) -> out.text("peer", r.peer())
                    .text("collection", r.collection())
                    .text("into", r.into())
                    .text("lastSuccess", r.lastSuccess())
                    .number("lagSeconds", r.lagSeconds())
                    .number("objectsReceived", r.objectsReceived())
                    .text("error", r.error())
                    .text("certificateExpires", r.certificateExpires())
                    .number("latencyMillis", r.latencyMillis())
                    .number("failedPercent", r.failedPercent()),
            in -> new StatusReport.PeerHealth(
                    in.text("peer"),
                    in.text("collection"),
                    in.text("into"),
                    in.optionalText("lastSuccess"),
                    in.optionalNumber("lagSeconds"),
                    in.number("objectsReceived"),
                    in.optionalText("error"),
                    in.optionalText("certificateExpires"),
                    in.optionalNumber("latencyMillis"),
                    in.optionalNumber("failedPercent")));

    /** How a node does. */
    public static final JsonForm<StatusReport> STATUS = JsonForm.of(
            (out, r) -> out.text("organisation", r.organisation())
                    .flag("running", r.running())
                    .text("startedAt", r.startedAt())
                    .text("discoveryUrl", r.discoveryUrl())
                    .text("peerUrl", r.peerUrl())
                    .text("fingerprint", r.fingerprint())
                    .text("certificateExpires", r.certificateExpires())
                    .list("collections", COLLECTION, r.collections())
                    .list("peers", PEER_HEALTH, r.peers())
                    .number("quarantined", r.quarantined())
                    .text("quarantinedSince", r.quarantinedSince())
                    .text("restored", r.restored())
                    .number("unencryptedBytes", r.unencryptedBytes())
                    .list("cuts", SharingForms.CUT, r.cuts())
                    .object("audit", SharingForms.AUDIT, r.audit()),
            in -> new StatusReport(
                    in.text("organisation"),
                    in.flag("running"),
                    in.optionalText("startedAt"),
                    in.optionalText("discoveryUrl"),
                    in.optionalText("peerUrl"),
                    in.text("fingerprint"),
                    in.text("certificateExpires"),
                    in.list("collections", COLLECTION),
                    in.list("peers", PEER_HEALTH),
                    in.number("quarantined"),
                    in.optionalText("quarantinedSince"),
                    in.optionalText("restored"),
                    in.optionalNumber("unencryptedBytes"),
                    in.list("cuts", SharingForms.CUT),
                    SharingForms.AUDIT.read(
                            in.object("audit").orElseThrow(() -> new WireException("'audit' is missing")))));

    private static final JsonForm<PublishReport.Problem> PROBLEM = JsonForm.of(
            (out, r) -> out.text("id", r.id()).text("version", r.version()).text("message", r.message()),
            in -> new PublishReport.Problem(in.text("id"), in.text("version"), in.text("message")));

    /** What became of a publication. */
    public static final JsonForm<PublishReport> PUBLISH = JsonForm.of(
            (out, r) -> out.text("collection", r.collection())
                    .number("total", r.total())
                    .number("stored", r.stored())
                    .number("alreadyHeld", r.alreadyHeld())
                    .number("claimed", r.claimed())
                    .number("refused", r.refused())
                    .list("problems", PROBLEM, r.problems()),
            in -> new PublishReport(
                    in.text("collection"),
                    in.integer("total"),
                    in.integer("stored"),
                    in.integer("alreadyHeld"),
                    in.integer("claimed"),
                    in.integer("refused"),
                    in.list("problems", PROBLEM)));

    /** One run over one followed collection. */
    public static final JsonForm<FollowReport> FOLLOW = JsonForm.of(
            (out, r) -> out.text("peer", r.peer())
                    .text("collection", r.collection())
                    .text("into", r.into())
                    .number("received", r.received())
                    .number("stored", r.stored())
                    .number("alreadyHeld", r.alreadyHeld())
                    .number("quarantined", r.quarantined())
                    .number("refused", r.refused())
                    .flag("caughtUp", r.caughtUp())
                    .text("error", r.error()),
            in -> new FollowReport(
                    in.text("peer"),
                    in.text("collection"),
                    in.text("into"),
                    in.number("received"),
                    in.number("stored"),
                    in.number("alreadyHeld"),
                    in.number("quarantined"),
                    in.number("refused"),
                    in.flag("caughtUp"),
                    in.optionalText("error")));

    private static final JsonForm<TraceReport.Arrival> ARRIVAL = JsonForm.of(
            (out, r) -> out.text("from", r.from())
                    .text("channel", r.channel())
                    .text("at", r.at())
                    .text("origin", r.origin())
                    .text("agreement", r.agreement())
                    .text("requestId", r.requestId()),
            in -> new TraceReport.Arrival(
                    in.text("from"),
                    in.text("channel"),
                    in.text("at"),
                    in.optionalText("origin"),
                    in.optionalText("agreement"),
                    in.text("requestId")));

    private static final JsonForm<TraceReport.Departure> DEPARTURE = JsonForm.of(
            (out, r) -> out.text("to", r.to())
                    .text("channel", r.channel())
                    .text("at", r.at())
                    .text("rules", r.rules()),
            in -> new TraceReport.Departure(in.text("to"), in.text("channel"), in.text("at"), in.text("rules")));

    private static final JsonForm<TraceReport.Hop> HOP = JsonForm.of(
            (out, r) -> out.text("step", r.step())
                    .text("organisation", r.organisation())
                    .text("signer", r.signer())
                    .text("at", r.at())
                    .text("key", r.key())
                    .text("doubt", r.doubt()),
            in -> new TraceReport.Hop(
                    in.text("step"),
                    in.text("organisation"),
                    in.optionalText("signer"),
                    in.text("at"),
                    in.text("key"),
                    in.optionalText("doubt")));

    private static final JsonForm<TraceReport.Proof> PROOF = JsonForm.of(
            (out, r) -> out.text("verdict", r.verdict()).text("why", r.why()).list("path", HOP, r.path()),
            in -> new TraceReport.Proof(in.text("verdict"), in.optionalText("why"), in.list("path", HOP)));

    private static final JsonForm<TraceReport.Version> VERSION = JsonForm.of(
            (out, r) -> out.text("version", r.version())
                    .text("collection", r.collection())
                    .text("dateAdded", r.dateAdded())
                    .flag("current", r.current())
                    .flag("claim", r.claim())
                    .list("arrivals", ARRIVAL, r.arrivals())
                    .list("departures", DEPARTURE, r.departures())
                    .list("proof", PROOF, List.of(r.proof())),
            in -> new TraceReport.Version(
                    in.text("version"),
                    in.text("collection"),
                    in.text("dateAdded"),
                    in.flag("current"),
                    in.flag("claim"),
                    in.list("arrivals", ARRIVAL),
                    in.list("departures", DEPARTURE),
                    in.list("proof", PROOF).stream().findFirst().orElse(TraceReport.Proof.none())));

    /** The way of one object. */
    public static final JsonForm<TraceReport> TRACE = JsonForm.of(
            (out, r) -> out.text("id", r.id()).list("versions", VERSION, r.versions()),
            in -> new TraceReport(in.text("id"), in.list("versions", VERSION)));

    /** A version with what proves its way. */
    public static final JsonForm<ProvenanceExport> PROVENANCE_EXPORT = JsonForm.of(
            (out, r) -> out.text("version", r.version())
                    .text("collection", r.collection())
                    .text("content", r.content())
                    .text("canonical", r.canonical())
                    .text("chain", r.chain())
                    .text("keys", r.keys()),
            in -> new ProvenanceExport(
                    in.text("version"),
                    in.text("collection"),
                    in.text("content"),
                    in.text("canonical"),
                    in.text("chain"),
                    in.text("keys")));

    private static final JsonForm<PreviewReport.Withheld> WITHHELD = JsonForm.of(
            (out, r) -> out.text("rule", r.rule())
                    .number("entries", r.entries())
                    .text("example", r.example())
                    .text("explanation", r.explanation()),
            in -> new PreviewReport.Withheld(
                    in.text("rule"), in.number("entries"), in.text("example"), in.text("explanation")));

    /** What a principal gets and what it does not. */
    public static final JsonForm<PreviewReport> PREVIEW = JsonForm.of(
            (out, r) -> out.text("principal", r.principal())
                    .text("collection", r.collection())
                    .number("given", r.given())
                    .list("withheld", WITHHELD, r.withheld()),
            in -> new PreviewReport(
                    in.text("principal"), in.text("collection"), in.number("given"), in.list("withheld", WITHHELD)));

    /** Someone who gave content. */
    public static final JsonForm<OriginReport> ORIGIN = JsonForm.of(
            (out, r) -> out.text("name", r.name())
                    .text("encryptedSince", r.encryptedSince())
                    .text("destroyedAt", r.destroyedAt()),
            in -> new OriginReport(in.text("name"), in.optionalText("encryptedSince"), in.optionalText("destroyedAt")));

    /** What was destroyed of an origin. */
    public static final JsonForm<DestroyReport> DESTROYED = JsonForm.of(
            (out, r) -> out.text("origin", r.origin())
                    .number("entries", r.entries())
                    .number("unencrypted", r.unencrypted())
                    .number("keys", r.keys()),
            in -> new DestroyReport(
                    in.text("origin"), in.number("entries"), in.number("unencrypted"), in.integer("keys")));

    /** What was encrypted later than it was stored. */
    public static final JsonForm<EncryptReport> ENCRYPTED = JsonForm.of(
            (out, r) -> out.number("entries", r.entries()).flag("rewritten", r.rewritten()),
            in -> new EncryptReport(in.number("entries"), in.flag("rewritten")));

    /** A backup. */
    public static final JsonForm<BackupReport> BACKUP = JsonForm.of(
            (out, r) -> out.text("file", r.file())
                    .number("bytes", r.bytes())
                    .text("organisation", r.organisation())
                    .text("takenAt", r.takenAt())
                    .flag("withKeys", r.withKeys())
                    .flag("encrypted", r.encrypted())
                    .number("collections", r.collections())
                    .number("entries", r.entries()),
            in -> new BackupReport(
                    in.text("file"),
                    in.number("bytes"),
                    in.text("organisation"),
                    in.text("takenAt"),
                    in.flag("withKeys"),
                    in.flag("encrypted"),
                    in.integer("collections"),
                    in.number("entries")));

    /** How far a long call has come. */
    public static final JsonForm<Progress> PROGRESS = JsonForm.of(
            (out, r) -> out.text("what", r.what()).number("objects", r.objects()),
            in -> new Progress(in.text("what"), in.number("objects")));

    private Reports() {}
}
