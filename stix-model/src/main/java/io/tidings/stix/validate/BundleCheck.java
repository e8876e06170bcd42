package io.tidings.stix.validate;

import io.tidings.stix.content.Wrapper;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.validate.Statements.Statement;
import java.util.Optional;

/**
 * Checks what the objects of one bundle or envelope are to each other, as they pass: versions that contradict, the
 * same identifier for two things, statements about objects that are there too. What is not there is no fault (S-019).
 *
 * <p>Exact for any number of objects that fit the memory it is given: about 140 bytes for each, 40 more if it is
 * revoked, 56 more for a language content or a relationship {@code variant-of},
 * 300 for each list that is translated. A million indicators take 133 MB. Objects
 * beyond that are not compared, and {@link #finish} says so. Time grows with the objects' length alone, however many
 * versions of one object there are. Used once, from one thread.
 */
public final class BundleCheck {
    private static final int MOST_FINDINGS = 1_000;
    private static final String REVOKED = "make a new object; a revoked one has no further versions";

    private final long mostBytes;
    private final SeenObjects seen = new SeenObjects();
    private final Statements translations = new Statements("language-content");
    private final Statements variants = new Statements("relationship");
    private final TranslatedLists translatedLists = new TranslatedLists();
    private final ListLengths lengths = new ListLengths();
    private long compared;
    private boolean beyond;

    private BundleCheck(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A check that takes up to {@code bytes} of the heap, and 200 KB that it always takes. */
    public static BundleCheck within(long bytes) {
        return new BundleCheck(bytes);
    }

    /** Compares {@code object} with those that came before it. */
    public Findings accept(StixObject object) {
        Report report = new Report(MOST_FINDINGS);
        if (object.type().equals("bundle")) {
            report.add(
                    "",
                    Rule.S_202,
                    "8",
                    Severity.ERROR,
                    Harm.READING,
                    "is a bundle inside a bundle",
                    "put its objects here");
            return report.of(object.id().value());
        }
        beyond |= compared > 0 && bytes() > mostBytes;
        if (beyond) {
            return Findings.none();
        }
        compared++;
        Digest id = seen.key(object.id());
        if (seen.has(id)) {
            versions(report, object, id);
        } else {
            otherTypes(report, object);
            seen.add(id, object);
        }
        version(report, object, id);
        remember(object);
        return report.of(object.id().value());
    }

    private long bytes() {
        return seen.bytes() + translations.bytes() + variants.bytes() + translatedLists.bytes();
    }

    /** What shows once all objects have passed, and what is wrong with what stands around them. */
    public Findings finish(Wrapper wrapper) {
        Report report = new Report(MOST_FINDINGS);
        translations.forEach(statement -> translation(report, statement));
        translatedLists.forEach(list -> translatedList(report, list));
        variants.forEach(statement -> variant(report, statement));
        if (wrapper.isBundle()) {
            wrapper(report, wrapper);
        }
        if (beyond) {
            report.add(
                    "",
                    Rule.S_203,
                    "8",
                    Severity.NOTE,
                    Harm.FORM,
                    "has more objects than could be compared within " + (mostBytes >> 20)
                            + " MiB of memory; those behind" + " the first " + compared
                            + " were not compared with each other",
                    "give more memory, or check it in parts");
        }
        return new Findings(report.list(), report.unlisted());
    }

    private static void wrapper(Report report, Wrapper wrapper) {
        Optional<StixId> id = wrapper.id().flatMap(StixId::parse);
        if (id.filter(it -> it.type().equals("bundle")).isEmpty()) {
            report.add(
                    wrapper.id().isEmpty() ? "" : "/id",
                    Rule.S_200,
                    "8",
                    Severity.ERROR,
                    Harm.FORM,
                    wrapper.id()
                            .map(text -> Pass.quote(text) + " is no identifier of a bundle")
                            .orElse("has no \"id\""),
                    "give the bundle an id, bundle--UUID");
        }
    }

    // An SCO's identifier follows from its content, so an address and a name with the same text share a UUID.
    private void otherTypes(Report report, StixObject object) {
        Optional<StixId> creator = object.head().createdByRef();
        if (creator.isPresent() && !isObservable(object.id()) && seen.hasUuidOf(object.id(), creator.get())) {
            error(
                    report,
                    "/id",
                    Rule.S_017,
                    "has the UUID of another object in this bundle, of the same producer",
                    "make a new UUID for each object");
        }
    }

    private static boolean isObservable(StixId id) {
        return ObjectTables.standard()
                .classOf(id.type())
                .filter(ObjectClass.SCO::equals)
                .isPresent();
    }

    /** Of an object that came before, in this version or in another. */
    private void versions(Report report, StixObject object, Digest id) {
        if (!seen.isCreatedAsIn(id, object.head())) {
            error(
                    report,
                    "/created",
                    Rule.S_034,
                    "differs from another version of the object in this bundle",
                    "keep \"created\" in all versions");
        }
        if (!seen.isCreatedByAsIn(id, object.head())) {
            error(
                    report,
                    "/created_by_ref",
                    Rule.S_034,
                    "differs from another version of the object in this bundle",
                    "keep \"created_by_ref\" in all versions; only the creator makes them");
        }
    }

    private void version(Report report, StixObject object, Digest id) {
        Digest version = seen.key(object.id(), object.head().version());
        long content = ObjectFacts.content(object.bytes());
        if (seen.hasVersion(version)) {
            same(report, object, seen.hasContent(version, content));
        } else {
            seen.addVersion(version, content, lengths.of(object.type(), object.bytes()));
        }
        Moment time = Moment.of(object.head().version());
        boolean revokes = object.head().revoked();
        Optional<Moment> revocation = seen.revocation(id);
        if (revocation.isPresent() && revocation.get().isBefore(time)) {
            error(
                    report,
                    "/modified",
                    revokes ? Rule.S_040 : Rule.S_041,
                    "is a version after the revocation of " + revocation.get(),
                    REVOKED);
        } else if (revokes && time.isBefore(seen.latest(id))) {
            error(
                    report,
                    "/modified",
                    seen.latestRevokes(id) ? Rule.S_040 : Rule.S_041,
                    "revokes the object before its version of " + seen.latest(id),
                    REVOKED);
        }
        seen.addTime(id, time, revokes);
    }

    private static void same(Report report, StixObject object, boolean sameContent) {
        if (sameContent) {
            report.add(
                    "/id",
                    Rule.S_203,
                    "8",
                    Severity.NOTE,
                    Harm.FORM,
                    "this version comes twice in the bundle",
                    "send it once");
        } else if (object.head().modified().isPresent()) {
            report.add(
                    "/modified",
                    Rule.S_038,
                    "3.6",
                    Severity.WARNING,
                    Harm.FORM,
                    "the bundle holds this version with other content too",
                    "give each change a later \"modified\"");
        }
    }

    private void remember(StixObject object) {
        if (object.type().equals("language-content")) {
            Optional<StixTimestamp> modified =
                    ObjectFacts.text(object.bytes(), "object_modified").flatMap(StixTimestamp::parse);
            Optional<StixId> target =
                    ObjectFacts.text(object.bytes(), "object_ref").flatMap(StixId::parse);
            if (modified.isPresent() && target.isPresent()) {
                Digest version = seen.key(target.get(), modified.get());
                translations.add(object.id(), seen.key(target.get()), version);
                translatedLists.add(
                        object.id(),
                        object.bytes(),
                        version,
                        lengths.names(target.get().type()));
            }
        } else if (object.type().equals("relationship")
                && ObjectFacts.text(object.bytes(), "relationship_type")
                        .filter("variant-of"::equals)
                        .isPresent()) {
            Optional<StixId> source =
                    ObjectFacts.text(object.bytes(), "source_ref").flatMap(StixId::parse);
            Optional<StixId> target =
                    ObjectFacts.text(object.bytes(), "target_ref").flatMap(StixId::parse);
            if (source.isPresent() && target.isPresent()) {
                variants.add(object.id(), seen.key(source.get()), seen.key(target.get()));
            }
        }
    }

    private void translation(Report report, Statement statement) {
        if (seen.has(statement.first()) && !seen.hasVersion(statement.second())) {
            report.add(new Finding(
                    statement.by(),
                    "/object_modified",
                    Rule.S_190,
                    "7.1",
                    Severity.ERROR,
                    Harm.FORM,
                    "is the time of no version that this bundle has of the object",
                    "give the \"modified\" of the version that was translated"));
        }
    }

    private void translatedList(Report report, TranslatedLists.Translated list) {
        int length = ListLengths.length(seen.lengths(list.target()), list.index());
        if (length > 0 && length != list.length()) {
            report.add(new Finding(
                    list.by().value(),
                    list.pointer(),
                    Rule.S_192,
                    Rule.S_192.section(),
                    Severity.ERROR,
                    Harm.FORM,
                    "has " + list.length() + " items for a list of " + length,
                    "translate item for item, and give \"\" for what is not translated"));
        }
    }

    private void variant(Report report, Statement statement) {
        boolean fromFamily = seen.isFamily(statement.first()).orElse(false);
        boolean toInstance = !seen.isFamily(statement.second()).orElse(true);
        if (fromFamily && toInstance) {
            report.add(new Finding(
                    statement.by(),
                    "/relationship_type",
                    Rule.S_116,
                    "4.11",
                    Severity.ERROR,
                    Harm.FORM,
                    "makes a family of malware the variant of an instance",
                    "turn it around, or relate families to families"));
        }
    }

    private static void error(Report report, String pointer, Rule rule, String problem, String remedy) {
        report.add(pointer, rule, rule.section(), Severity.ERROR, Harm.FORM, problem, remedy);
    }
}
