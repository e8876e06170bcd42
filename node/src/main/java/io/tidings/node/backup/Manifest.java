package io.tidings.node.backup;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.WireException;
import io.tidings.node.store.StoreContents;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a backup says of itself, its member {@code manifest.json}.
 *
 * @param format of the whole file; this program writes and reads {@value #FORMAT}
 * @param program the version that wrote it
 * @param takenAt everything acknowledged before this moment is in it
 * @param schema version of the store's tables
 * @param members all others, in the order in which they lie in the file
 */
record Manifest(
        long format,
        String program,
        String organisation,
        Instant takenAt,
        boolean withKeys,
        String schema,
        StoreContents contents,
        List<Member> members) {
    static final String NAME = "manifest.json";
    static final int MOST_BYTES = 16 << 20;
    static final long FORMAT = 1;

    /** Where files of the home lie. */
    static final String HOME = "home/";

    /** Where the store's tables lie. */
    static final String STORE = "store/";

    private static final String ROWS = ".rows";
    // No member can lead out of the directory that it is put into.
    private static final Pattern NAMES =
            Pattern.compile("home/(tidings\\.yaml|signing-keys\\.json|(keystore|storage-keys)\\.p12"
                    + "|(secrets|peers|clients|revoked|signers|audit|left)/[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]{0,200})"
                    + "|store/[a-z0-9_]{1,100}\\.rows");

    Manifest {
        members = List.copyOf(members);
    }

    /**
     * One file in the backup.
     *
     * @param sha256 64 hexadecimal digits in lower case
     */
    record Member(String name, long bytes, String sha256) {
        boolean isTable() {
            return name.startsWith(STORE);
        }

        /** Of a member that {@link #isTable}. */
        String table() {
            return name.substring(STORE.length(), name.length() - ROWS.length());
        }
    }

    static String tableMember(String table) {
        return STORE + table + ROWS;
    }

    static boolean isMemberName(String name) {
        return NAMES.matcher(name).matches();
    }

    private static final JsonForm<StoreContents.Log> LOG = JsonForm.of(
            (out, log) -> out.text("id", log.id().toString())
                    .text("name", log.name())
                    .text("lastAdded", log.lastAdded().toString())
                    .number("entries", log.entries()),
            in -> new StoreContents.Log(
                    uuid(in.text("id")), in.text("name"), time(in.text("lastAdded")), in.number("entries")));

    private static final JsonForm<Member> MEMBER = JsonForm.of(
            (out, member) -> out.text("name", member.name())
                    .number("bytes", member.bytes())
                    .text("sha256", member.sha256()),
            in -> new Member(memberName(in.text("name")), in.number("bytes"), in.text("sha256")));

    private static final JsonForm<Manifest> FORM = JsonForm.of(
            (out, m) -> out.number("tidingsBackup", m.format())
                    .text("program", m.program())
                    .text("organisation", m.organisation())
                    .text("takenAt", m.takenAt().toString())
                    .flag("withKeys", m.withKeys())
                    .text("schema", m.schema())
                    .list("collections", LOG, m.contents().logs())
                    .list("members", MEMBER, m.members()),
            in -> new Manifest(
                    in.number("tidingsBackup"),
                    in.text("program"),
                    in.text("organisation"),
                    time(in.text("takenAt")),
                    in.flag("withKeys"),
                    in.text("schema"),
                    new StoreContents(in.list("collections", LOG)),
                    in.list("members", MEMBER)));

    String text() {
        return FORM.text(this);
    }

    /** @throws WireException if {@code text} is no manifest of the format that this program knows */
    static Manifest parse(String text) {
        JsonIn object = JsonIn.parse(text);
        long format = object.number("tidingsBackup");
        if (format != FORMAT) {
            throw new WireException("it has format " + format + ", and this program knows " + FORMAT
                    + ": use the program that wrote it, "
                    + object.optionalText("program").orElse("a newer one"));
        }
        return FORM.read(object);
    }

    private static String memberName(String name) {
        if (!isMemberName(name)) {
            throw new WireException("no backup has a member called " + name);
        }
        return name;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException wrong) {
            throw new WireException("not a UUID: " + text);
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new WireException("not a time: " + text);
        }
    }
}
