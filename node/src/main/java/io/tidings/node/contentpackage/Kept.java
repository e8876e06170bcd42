package io.tidings.node.contentpackage;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.PackageForms;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.store.Append.StateChange;
import io.tidings.node.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the store keeps about packages: where each chain stands, what was made and taken, imports under way. */
final class Kept {
    private static final String SENT = "package-sent-chain";
    private static final String DRAFT = "package-draft";
    private static final String TAKEN = "package-taken-chain";
    private static final String OUT = "package-out";
    private static final String IN = "package-in";
    private static final String IMPORTS = "package-import";
    private static final String ABANDONED = "abandoned";

    private final Store store;

    Kept(Store store) {
        this.store = store;
    }

    /**
     * Where a chain to a recipient stands.
     *
     * @param to position of the last object that was ever in it
     * @param recalls stamp of the last recall that was ever in it, in microseconds; 0 for none
     * @param wantsFull whether the recipient said that only a full package helps
     * @param file the last package's, and {@code draft} what it was called until it was whole
     */
    record Sent(
            UUID chain,
            long serial,
            String sha256,
            Optional<Instant> to,
            long recalls,
            boolean wantsFull,
            String file,
            String draft) {
        Sent wantingFull() {
            return new Sent(chain, serial, sha256, to, recalls, true, file, draft);
        }
    }

    /** Where a chain from a sender stands. */
    record Taken(UUID chain, long serial, String sha256, Instant created) {}

    /**
     * An import under way.
     *
     * @param spool the node's own copy of the file
     * @param sender as {@code peer:bank-b}
     * @param into the collection of this node
     * @param pages that are taken
     * @param abandoned whether it is being undone
     */
    record Import(
            String spool,
            String file,
            String sha256,
            String sender,
            UUID into,
            String request,
            long pages,
            boolean abandoned) {
        Import through(long page) {
            return new Import(spool, file, sha256, sender, into, request, page, abandoned);
        }

        Import abandon() {
            return new Import(spool, file, sha256, sender, into, request, pages, true);
        }
    }

    private static final JsonForm<Sent> SENT_FORM = JsonForm.of(
            (out, s) -> out.text("chain", s.chain().toString())
                    .number("serial", s.serial())
                    .text("sha256", s.sha256())
                    .text("to", s.to().map(Instant::toString))
                    .number("recalls", s.recalls())
                    .flag("wantsFull", s.wantsFull())
                    .text("file", s.file())
                    .text("draft", s.draft()),
            in -> new Sent(
                    UUID.fromString(in.text("chain")),
                    in.number("serial"),
                    in.text("sha256"),
                    in.optionalText("to").map(Instant::parse),
                    in.optionalNumber("recalls").orElse(0L),
                    in.flag("wantsFull"),
                    in.text("file"),
                    in.text("draft")));

    private static final JsonForm<Taken> TAKEN_FORM = JsonForm.of(
            (out, t) -> out.text("chain", t.chain().toString())
                    .number("serial", t.serial())
                    .text("sha256", t.sha256())
                    .text("created", t.created().toString()),
            in -> new Taken(
                    UUID.fromString(in.text("chain")),
                    in.number("serial"),
                    in.text("sha256"),
                    Instant.parse(in.text("created"))));

    private static final JsonForm<Import> IMPORT_FORM = JsonForm.of(
            (out, i) -> out.text("spool", i.spool())
                    .text("file", i.file())
                    .text("sha256", i.sha256())
                    .text("sender", i.sender())
                    .text("into", i.into().toString())
                    .text("request", i.request())
                    .number("pages", i.pages())
                    .text("state", i.abandoned() ? Optional.of(ABANDONED) : Optional.empty()),
            in -> new Import(
                    in.text("spool"),
                    in.text("file"),
                    in.text("sha256"),
                    in.text("sender"),
                    UUID.fromString(in.text("into")),
                    in.text("request"),
                    in.number("pages"),
                    in.optionalText("state").filter(ABANDONED::equals).isPresent()));

    Optional<Sent> sent(String principal, UUID collection) {
        return store.state(SENT, key(principal, collection)).map(JsonIn::parse).map(SENT_FORM::read);
    }

    /** Durable when it returns. */
    void putSent(String principal, UUID collection, Sent sent) {
        store.putState(SENT, key(principal, collection), SENT_FORM.text(sent)).join();
    }

    /** Where all chains stand. */
    List<Sent> sent() {
        return store.states(SENT).values().stream()
                .map(JsonIn::parse)
                .map(SENT_FORM::read)
                .toList();
    }

    /** Before the first byte of a package, so that what a crash leaves of it is known. Durable when it returns. */
    void putDraft(String principal, UUID collection, String draft) {
        store.putState(DRAFT, key(principal, collection), draft).join();
    }

    /** The last of each chain, by its {@link #key}; most of them whole since, and gone. */
    Map<String, String> drafts() {
        return store.states(DRAFT);
    }

    Optional<Taken> taken(String sender, UUID theirCollection) {
        return store.state(TAKEN, key(sender, theirCollection))
                .map(JsonIn::parse)
                .map(TAKEN_FORM::read);
    }

    StateChange takenChange(String sender, UUID theirCollection, Taken taken) {
        return new StateChange(TAKEN, key(sender, theirCollection), TAKEN_FORM.text(taken));
    }

    /** Of the chain of packages of a collection to or from a principal. */
    static String key(String principal, UUID collection) {
        return principal + " " + collection;
    }

    Optional<PackageReport> made(String chain, long serial) {
        return report(OUT, chain + " " + serial);
    }

    /** Durable when it returns. */
    void putMade(PackageReport report) {
        store.putState(OUT, report.chain() + " " + report.serial(), PackageForms.PACKAGE.text(report))
                .join();
    }

    /** A package that this sender gave before. */
    Optional<PackageReport> received(String sender, String sha256) {
        return report(IN, sender + " " + sha256);
    }

    StateChange receivedChange(PackageReport report) {
        return new StateChange(IN, report.partner() + " " + report.sha256(), PackageForms.PACKAGE.text(report));
    }

    private Optional<PackageReport> report(String area, String key) {
        return store.state(area, key).map(JsonIn::parse).map(PackageForms.PACKAGE::read);
    }

    /** All that were made and taken, by when they were made. */
    List<PackageReport> all() {
        List<PackageReport> all = new ArrayList<>();
        for (String area : List.of(OUT, IN)) {
            store.states(area).values().forEach(text -> all.add(PackageForms.PACKAGE.read(JsonIn.parse(text))));
        }
        all.sort(Comparator.comparing((PackageReport report) -> Instant.parse(report.created()))
                .thenComparing(PackageReport::serial));
        return all;
    }

    /** Of each collection at most one. */
    List<Import> imports() {
        return store.states(IMPORTS).values().stream()
                .filter(text -> !text.isEmpty())
                .map(JsonIn::parse)
                .map(IMPORT_FORM::read)
                .toList();
    }

    StateChange importChange(Import under) {
        return new StateChange(IMPORTS, under.into().toString(), IMPORT_FORM.text(under));
    }

    StateChange noImport(UUID into) {
        return new StateChange(IMPORTS, into.toString(), "");
    }
}
