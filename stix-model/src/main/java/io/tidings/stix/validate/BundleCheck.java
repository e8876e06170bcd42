package io.tidings.stix.validate;

import io.tidings.stix.content.Wrapper;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.time.StixTimestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks what the objects of one bundle or envelope are to each other, as they pass: versions that contradict, the
 * same identifier for two things, statements about objects that are there too. What is not there is no fault (S-019).
 *
 * <p>Keeps about 200 bytes an object, for no more objects than it is told; it says so where there were more. Used
 * once, from one thread.
 */
public final class BundleCheck {
    private static final int MOST_FINDINGS = 1_000;
    private static final int MOST_VERSIONS = 1_000;

    private final int mostObjects;
    private final Map<UUID, List<Known>> known = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private int objects;
    private boolean beyond;

    /** What was seen of all versions of an object. */
    private static final class Known {
        private final StixId id;
        private final Optional<StixTimestamp> created;
        private final Optional<StixId> creator;
        private final Optional<Boolean> family;
        private final List<Version> versions = new ArrayList<>(1);

        private Known(StixObject object) {
            id = object.id();
            created = object.head().created();
            creator = object.head().createdByRef();
            family = object.type().equals("malware") ? ObjectFacts.isFamily(object.bytes()) : Optional.empty();
        }
    }

    private record Version(StixTimestamp modified, boolean revoked, long content) {}

    /** What one object says about others, to be looked at when all are known. */
    private record Statement(StixId about, StixId target, StixId source, Optional<StixTimestamp> modified) {}

    /** @param mostObjects that are kept in mind; those behind them are not compared */
    public BundleCheck(int mostObjects) {
        this.mostObjects = mostObjects;
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
        if (++objects > mostObjects) {
            beyond = true;
            return Findings.none();
        }
        Version version =
                new Version(object.head().version(), object.head().revoked(), ObjectFacts.content(object.bytes()));
        List<Known> sameUuid =
                known.computeIfAbsent(UUID.fromString(object.id().uuidText()), uuid -> new ArrayList<>(1));
        Optional<Known> same =
                sameUuid.stream().filter(other -> other.id.equals(object.id())).findFirst();
        if (same.isEmpty()) {
            otherTypes(report, object, sameUuid);
            same = Optional.of(new Known(object));
            if (sameUuid.size() < MOST_VERSIONS) {
                sameUuid.add(same.get());
            }
        } else {
            versions(report, object, same.get(), version);
        }
        List<Version> versions = same.get().versions;
        if (versions.size() < MOST_VERSIONS && !versions.contains(version)) {
            versions.add(version);
        }
        remember(object);
        return report.of(object.id().value());
    }

    /** What shows once all objects have passed, and what is wrong with what stands around them. */
    public Findings finish(Wrapper wrapper) {
        Report report = new Report(MOST_FINDINGS);
        for (Statement statement : statements) {
            if (statement.modified().isPresent()) {
                translation(report, statement);
            } else {
                variant(report, statement);
            }
        }
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
                    "has more than " + mostObjects + " objects; those behind were not compared with the others",
                    "check it in parts");
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
    private static void otherTypes(Report report, StixObject object, List<Known> sameUuid) {
        Optional<StixId> creator = object.head().createdByRef();
        if (creator.isEmpty() || isObservable(object.id())) {
            return;
        }
        for (Known other : sameUuid) {
            if (other.creator.equals(creator)) {
                error(
                        report,
                        "/id",
                        Rule.S_017,
                        "has the UUID of " + other.id + ", of the same producer",
                        "make a new UUID for each object");
                return;
            }
        }
    }

    private static boolean isObservable(StixId id) {
        return ObjectTables.standard()
                .classOf(id.type())
                .filter(ObjectClass.SCO::equals)
                .isPresent();
    }

    private static void versions(Report report, StixObject object, Known other, Version given) {
        if (!other.created.equals(object.head().created())) {
            error(
                    report,
                    "/created",
                    Rule.S_034,
                    "differs from another version of the object in this bundle",
                    "keep \"created\" in all versions");
        }
        if (!other.creator.equals(object.head().createdByRef())) {
            error(
                    report,
                    "/created_by_ref",
                    Rule.S_034,
                    "differs from another version of the object in this bundle",
                    "keep \"created_by_ref\" in all versions; only the creator makes them");
        }
        StixTimestamp modified = object.head().version();
        // One finding of each kind is enough: with many versions there would be many times as many.
        other.versions.stream()
                .filter(version -> version.modified().equals(modified))
                .findFirst()
                .ifPresent(version -> same(report, object, version.content() == given.content()));
        other.versions.stream()
                .filter(version -> contradicts(version, modified, object.head().revoked()))
                .findFirst()
                .ifPresent(version -> revocation(report, object, version));
    }

    /** Whether the earlier of the two revokes the object. */
    private static boolean contradicts(Version version, StixTimestamp modified, boolean revoked) {
        int order = version.modified().compareTo(modified);
        return order < 0 && version.revoked() || order > 0 && revoked;
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

    private static void revocation(Report report, StixObject object, Version version) {
        boolean later = version.modified().compareTo(object.head().version()) < 0;
        error(
                report,
                "/modified",
                version.revoked() && object.head().revoked() ? Rule.S_040 : Rule.S_041,
                later
                        ? "is a version after the revocation of " + version.modified()
                        : "revokes the object before its version of " + version.modified(),
                "make a new object; a revoked one has no further versions");
    }

    private void remember(StixObject object) {
        if (object.type().equals("language-content")) {
            Optional<StixTimestamp> modified =
                    ObjectFacts.text(object.bytes(), "object_modified").flatMap(StixTimestamp::parse);
            Optional<StixId> target =
                    ObjectFacts.text(object.bytes(), "object_ref").flatMap(StixId::parse);
            if (modified.isPresent() && target.isPresent()) {
                statements.add(new Statement(object.id(), target.get(), target.get(), modified));
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
                statements.add(new Statement(object.id(), target.get(), source.get(), Optional.empty()));
            }
        }
    }

    private Optional<Known> find(StixId id) {
        return known.getOrDefault(UUID.fromString(id.uuidText()), List.of()).stream()
                .filter(other -> other.id.equals(id))
                .findFirst();
    }

    private void translation(Report report, Statement statement) {
        Optional<Known> target = find(statement.target());
        StixTimestamp modified = statement.modified().orElse(StixTimestamp.EPOCH);
        if (target.isPresent()
                && target.get().versions.stream()
                        .noneMatch(version -> version.modified().equals(modified))) {
            report.add(new Finding(
                    statement.about().value(),
                    "/object_modified",
                    Rule.S_190,
                    "7.1",
                    Severity.ERROR,
                    Harm.FORM,
                    modified + " is no version of " + statement.target() + " in this bundle",
                    "give the \"modified\" of the version that was translated"));
        }
    }

    private void variant(Report report, Statement statement) {
        boolean fromFamily = find(statement.source()).flatMap(it -> it.family).orElse(false);
        boolean toInstance = !find(statement.target()).flatMap(it -> it.family).orElse(true);
        if (fromFamily && toInstance) {
            report.add(new Finding(
                    statement.about().value(),
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
