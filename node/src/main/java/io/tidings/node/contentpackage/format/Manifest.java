package io.tidings.node.contentpackage.format;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.api.wire.JsonIn;
import io.tidings.node.api.wire.JsonOut;
import io.tidings.node.api.wire.WireException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a package says of itself, its member {@code manifest.json}.
 *
 * @param issuer whose package it is; its certificate signs
 * @param recipients whom it is for
 * @param step where it stands among the packages between the two; absent from updates
 * @param expires from then on it is not to be used
 * @param objects how many it holds, without the markings
 * @param purpose of the agreement, in words
 * @param agreement version of the issuer's agreement file under which it was made
 * @param acknowledged what it answers, if it is an acknowledgement
 * @param update what it brings, if it is an update
 */
public record Manifest(
        Kind kind,
        Party issuer,
        List<Party> recipients,
        Optional<Step> step,
        Instant created,
        Instant expires,
        long objects,
        Optional<String> purpose,
        Optional<String> agreement,
        Optional<Acknowledgement> acknowledged,
        Optional<Update> update,
        List<Part> parts) {
    static final int MOST_BYTES = 16 << 20;
    private static final long FORMAT = 1;
    private static final String NAME_OF_FORMAT = "tidings_package";
    static final int LONGEST_TEXT = 1_000;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z"); // Instant.parse takes more
    private static final int LONGEST_TIME = 40;
    private static final Pattern PIN = Pattern.compile("sha256:[0-9a-f]{64}");

    public Manifest {
        recipients = List.copyOf(recipients);
        parts = List.copyOf(parts);
    }

    /** What a package brings. */
    public enum Kind {
        /** Objects of a collection. */
        OBJECTS,
        /** Word that a package arrived, or that one is missing. */
        ACKNOWLEDGEMENT,
        /** Files of a program or of data that goes with it. */
        UPDATE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An organisation and the certificates, or keys, it is known by.
     *
     * @param pins {@code sha256:} and 64 hexadecimal digits
     */
    public record Party(String name, List<String> pins) {
        public Party {
            pins = List.copyOf(pins);
        }
    }

    /**
     * A place in a chain: all packages of one collection to one recipient, each continuing where the one before ended.
     *
     * @param chain made when the chain begins; a sender that has lost its place begins another
     * @param serial from 1
     * @param full whether it holds all that the recipient may see, rather than what came since the one before
     * @param previous digest of the package before; absent where there is none
     * @param from position in the collection after which its objects lie; absent means from the beginning
     * @param to position of its last object; absent where there never was one
     */
    public record Step(
            UUID chain,
            long serial,
            boolean full,
            Optional<String> previous,
            UUID collection,
            String collectionName,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /**
     * What became of a package.
     *
     * @param sha256 its digest
     * @param wantsFull whether only a full package can help now
     * @param report in words
     * @param recalls what became of recalls that came from whom it is for, each a JWS in compact form
     */
    public record Acknowledgement(
            UUID chain,
            UUID collection,
            long serial,
            String sha256,
            boolean wantsFull,
            String report,
            List<String> recalls) {
        /** Of {@link #recalls}. */
        public static final int MOST_RECALLS = 1_000;

        public Acknowledgement {
            recalls = List.copyOf(recalls);
        }
    }

    /** What an update is of. */
    public record Update(String name, String version) {}

    /**
     * A member that is compressed or holds objects.
     *
     * @param packedSha256 over the bytes in the file; absent for one that is not compressed
     */
    public record Part(String name, long objects, Optional<String> packedSha256) {}

    private static final JsonForm<Party> PARTY = JsonForm.of(
            (out, p) -> out.text("name", p.name()).texts("pins", p.pins()),
            in -> new Party(text(in, "name"), pins(in.texts("pins"))));

    private static final JsonForm<Step> STEP = JsonForm.of(
            (out, s) -> out.text("chain", s.chain().toString())
                    .number("serial", s.serial())
                    .text("content", s.full() ? "full" : "delta")
                    .text("previous", s.previous())
                    .text("collection", s.collection().toString())
                    .text("collection_name", s.collectionName())
                    .text("from", s.from().map(Instant::toString))
                    .text("to", s.to().map(Instant::toString)),
            in -> new Step(
                    uuid(in, "chain"),
                    positive(in, "serial"),
                    isFull(in.text("content")),
                    in.optionalText("previous").map(Manifest::digest),
                    uuid(in, "collection"),
                    text(in, "collection_name"),
                    in.optionalText("from").map(Manifest::time),
                    in.optionalText("to").map(Manifest::time)));

    private static final JsonForm<Acknowledgement> ACKNOWLEDGEMENT = JsonForm.of(
            (out, a) -> out.text("chain", a.chain().toString())
                    .text("collection", a.collection().toString())
                    .number("serial", a.serial())
                    .text("sha256", a.sha256())
                    .flag("wants_full", a.wantsFull())
                    .text("report", a.report())
                    .texts("recalls", a.recalls()),
            in -> new Acknowledgement(
                    uuid(in, "chain"),
                    uuid(in, "collection"),
                    positive(in, "serial"),
                    digest(in.text("sha256")),
                    in.flag("wants_full"),
                    text(in, "report"),
                    recalls(in.optionalTexts("recalls"))));

    private static final JsonForm<Update> UPDATE = JsonForm.of(
            (out, u) -> out.text("name", u.name()).text("version", u.version()),
            in -> new Update(text(in, "name"), text(in, "version")));

    private static final JsonForm<Part> PART = JsonForm.of(
            (out, p) ->
                    out.text("name", p.name()).number("objects", p.objects()).text("packed_sha256", p.packedSha256()),
            in -> new Part(
                    in.text("name"),
                    in.number("objects"),
                    in.optionalText("packed_sha256").map(Manifest::digest)));

    private static final JsonForm<Manifest> FORM = JsonForm.of(Manifest::write, Manifest::read);

    /** In UTF-8, one line. */
    public String text() {
        return FORM.text(this);
    }

    /** @throws WireException if it is none of the version that this program knows */
    static Manifest parse(String text) {
        JsonIn object = JsonIn.parse(text);
        long format = object.number(NAME_OF_FORMAT);
        if (format != FORMAT) {
            throw new WireException("it has version " + format + " of the format, and this program knows " + FORMAT);
        }
        return FORM.read(object);
    }

    private static void write(JsonOut out, Manifest m) {
        out.number(NAME_OF_FORMAT, FORMAT)
                .text("kind", m.kind().text())
                .object("issuer", PARTY, m.issuer())
                .list("recipients", PARTY, m.recipients());
        m.step().ifPresent(step -> out.object("step", STEP, step));
        out.text("created", m.created().toString())
                .text("expires", m.expires().toString())
                .number("objects", m.objects())
                .text("purpose", m.purpose())
                .text("agreement", m.agreement());
        m.acknowledged().ifPresent(it -> out.object("acknowledged", ACKNOWLEDGEMENT, it));
        m.update().ifPresent(it -> out.object("update", UPDATE, it));
        out.list("parts", PART, m.parts());
    }

    private static Manifest read(JsonIn in) {
        var manifest = new Manifest(
                kind(in.text("kind")),
                PARTY.read(in.object("issuer").orElseThrow(() -> new WireException("'issuer' is missing"))),
                in.list("recipients", PARTY),
                in.object("step").map(STEP::read),
                time(in.text("created")),
                time(in.text("expires")),
                in.number("objects"),
                optionalText(in, "purpose"),
                optionalText(in, "agreement"),
                in.object("acknowledged").map(ACKNOWLEDGEMENT::read),
                in.object("update").map(UPDATE::read),
                in.list("parts", PART));
        boolean fits = switch (manifest.kind()) {
            case OBJECTS -> manifest.step().isPresent();
            case ACKNOWLEDGEMENT -> manifest.acknowledged().isPresent() && manifest.objects() == 0;
            case UPDATE -> manifest.update().isPresent() && manifest.objects() == 0;
        };
        if (!fits) {
            throw new WireException(
                    "it lacks what a package of kind " + manifest.kind().text() + " says");
        }
        return manifest;
    }

    private static Kind kind(String text) {
        for (Kind each : Kind.values()) {
            if (each.text().equals(text)) {
                return each;
            }
        }
        throw new WireException("'kind' is objects, acknowledgement or update");
    }

    private static boolean isFull(String content) {
        if (!content.equals("full") && !content.equals("delta")) {
            throw new WireException("'content' is full or delta");
        }
        return content.equals("full");
    }

    private static String text(JsonIn in, String name) {
        return bounded(name, in.text(name));
    }

    private static Optional<String> optionalText(JsonIn in, String name) {
        return in.optionalText(name).map(text -> bounded(name, text));
    }

    private static String bounded(String name, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new WireException("'" + name + "' is longer than " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static List<String> recalls(List<String> answers) {
        if (answers.size() > Acknowledgement.MOST_RECALLS) {
            throw new WireException("'recalls' are more than " + Acknowledgement.MOST_RECALLS);
        }
        return answers;
    }

    private static List<String> pins(List<String> pins) {
        if (!pins.stream().allMatch(pin -> PIN.matcher(pin).matches())) {
            throw new WireException("'pins' are sha256: and 64 hexadecimal digits in lower case");
        }
        return pins;
    }

    private static long positive(JsonIn in, String name) {
        long number = in.number(name);
        if (number < 1) {
            throw new WireException("'" + name + "' counts from 1");
        }
        return number;
    }

    private static String digest(String text) {
        if (!DIGEST.matcher(text).matches()) {
            throw new WireException("a digest is 64 hexadecimal digits in lower case");
        }
        return text;
    }

    private static UUID uuid(JsonIn in, String name) {
        String text = in.text(name);
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException none) {
            throw new WireException("'" + name + "' is no UUID: " + none.getMessage());
        }
        throw new WireException("'" + name + "' is no UUID in lower case");
    }

    private static Instant time(String text) {
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeParseException none) {
            throw new WireException(text + " is no time: " + none.getMessage());
        }
        throw new WireException("a time is as 2026-01-31T12:00:00Z (RFC 3339, in UTC), not "
                + text.substring(0, Math.min(text.length(), LONGEST_TIME)));
    }
}
