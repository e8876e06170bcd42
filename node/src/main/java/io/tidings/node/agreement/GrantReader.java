package io.tidings.node.agreement;

import io.tidings.node.sensitive.SensitiveKind;
import io.tidings.node.yaml.YamlValue;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the lists {@code read}, {@code write} and {@code delete}, which peers and clients have in common. */
final class GrantReader {
    /** The value of {@code invalid} that has faulty objects kept aside; the other one is {@code refuse}. */
    static final String QUARANTINE = "quarantine";

    private final Warnings warnings;

    GrantReader(Warnings warnings) {
        this.warnings = warnings;
    }

    List<Grant.Read> reads(YamlValue list) {
        return grants(
                list,
                item -> new Grant.Read(
                        collection(item),
                        tlp(item.get("max-tlp")),
                        set(item.get("types")),
                        set(item.get("labels")),
                        item.get("since").duration(),
                        item.get("quota").get("objects-per-day").integer(),
                        markings(item.get("markings")),
                        item.get("directed").flag(false)));
    }

    private static Optional<MarkingRule> markings(YamlValue value) {
        return value.isPresent()
                ? Optional.of(new MarkingRule(
                        value.get("statements").text("withhold").equals("allow"),
                        value.get("others").items().stream()
                                .flatMap(item -> item.as(StixId::parse, "the STIX id of a marking definition").stream())
                                .collect(Collectors.toUnmodifiableSet()),
                        false))
                : Optional.empty();
    }

    List<Grant.Write> writes(YamlValue list) {
        return grants(
                list,
                item -> new Grant.Write(
                        collection(item),
                        tlp(item.get("max-tlp")),
                        set(item.get("types")),
                        item.get("quota").get("objects-per-day").integer(),
                        acceptance(item, false)));
    }

    /** @param quarantine what holds where {@code item} does not say what becomes of faulty objects */
    static Acceptance acceptance(YamlValue item, boolean quarantine) {
        YamlValue invalid = item.get("invalid");
        return new Acceptance(
                item.get("profile").text().flatMap(Profile::parse),
                invalid.isPresent() ? invalid.text("").equals(QUARANTINE) : quarantine,
                item.get("allow-sensitive").texts().stream()
                        .flatMap(kind -> SensitiveKind.parse(kind).stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** A delete needs both others on the same collection: TAXII 2.1 §5.7 has no deleting without them. */
    List<Grant.Delete> deletes(YamlValue list, List<Grant.Read> reads, List<Grant.Write> writes) {
        List<Grant.Delete> deletes = grants(list, item -> new Grant.Delete(collection(item)));
        for (YamlValue item : list.items()) {
            String collection = collection(item);
            Predicate<Grant> same = grant -> grant.collection().equals(collection);
            if (reads.stream().noneMatch(same) || writes.stream().noneMatch(same)) {
                item.get("collection").mistake("a collection that stands under read and write too");
            }
        }
        return deletes;
    }

    /** The level, or the freest where the text names none: the mistake keeps such a file from being used. */
    static Tlp tlp(YamlValue value) {
        return value.text().flatMap(Tlp::parse).orElse(Tlp.CLEAR);
    }

    private <G extends Grant> List<G> grants(YamlValue list, java.util.function.Function<YamlValue, G> read) {
        List<G> grants = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlValue item : list.items()) {
            YamlValue collection = item.get("collection");
            if (collection.isPresent() && !seen.add(collection(item))) {
                collection.mistake("a collection that does not stand in this list twice");
            }
            warnings.checkCollection(collection);
            grants.add(read.apply(item));
        }
        return grants;
    }

    private static String collection(YamlValue item) {
        return item.get("collection").text("");
    }

    private static Optional<Set<String>> set(YamlValue list) {
        return list.isPresent()
                ? Optional.of(list.texts().stream().collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }
}
