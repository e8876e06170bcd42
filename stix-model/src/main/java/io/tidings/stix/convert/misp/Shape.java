package io.tidings.stix.convert.misp;

import io.tidings.stix.convert.ConvertedIdentifiers;
import io.tidings.stix.convert.PatternText;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonNumber;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one attribute or object of MISP describes: as comparisons for a pattern, and as SCOs. */
final class Shape {
    /** Comparisons by object type: those of one type may hold of one object, others are other observations. */
    private final Map<String, List<String>> comparisons = new LinkedHashMap<>();

    private final Map<StixId, JsonObject> observables = new LinkedHashMap<>();
    private Optional<StixId> content = Optional.empty();

    void compare(String path, String value) {
        add(path, path + " = " + PatternText.quoted(value));
    }

    void compare(String path, long value) {
        add(path, path + " = " + value);
    }

    /** Compares with an address or a block of them; {@code path} has no type in front where the type follows from it. */
    void compareAddress(String path, IpNetwork network) {
        add(path, path + (network.isAddress() ? " = " : " ISSUBSET ") + PatternText.quoted(network.toString()));
    }

    private void add(String path, String comparison) {
        List<String> ofType =
                comparisons.computeIfAbsent(path.substring(0, path.indexOf(':')), type -> new ArrayList<>());
        if (!ofType.contains(comparison)) {
            ofType.add(comparison);
        }
    }

    /** Adds an SCO; empty members are left out. */
    StixId observable(String type, Map<String, JsonValue> members) {
        JsonObject content = new JsonObject(members).with("type", new JsonString(type));
        // What has no identifying property is told apart by all it has.
        StixId id = ConvertedIdentifiers.ofObservable(type, content, content.toJson());
        observables.put(id, content.with("id", new JsonString(id.value())));
        return id;
    }

    StixId observable(String type, String property, String value) {
        return observable(type, Map.of(property, new JsonString(value)));
    }

    /** Has the file among the observables, if there is one, point to its content. */
    void contain(StixId artifact) {
        content = Optional.of(artifact);
        observables.replaceAll((id, sco) ->
                id.type().equals("file") ? sco.with("content_ref", new JsonString(artifact.value())) : sco);
    }

    /** What an indicator of this is based on, where there is more than the pattern says: a file and its content. */
    Optional<StixId> basis() {
        return content.map(artifact -> observables.keySet().stream()
                .filter(id -> id.type().equals("file"))
                .findFirst()
                .orElse(artifact));
    }

    StixId address(IpNetwork network) {
        return observable(type(network), "value", network.toString());
    }

    /** {@code ipv4-addr} or {@code ipv6-addr}. */
    static String type(IpNetwork network) {
        return network.v6() ? "ipv6-addr" : "ipv4-addr";
    }

    static JsonValue text(String text) {
        return new JsonString(text);
    }

    static JsonValue number(long number) {
        return JsonNumber.of(number);
    }

    static JsonValue texts(List<String> texts) {
        return JsonList.ofTexts(texts);
    }

    static JsonValue references(Collection<StixId> ids) {
        return JsonList.ofTexts(ids.stream().map(StixId::value).distinct().toList());
    }

    Collection<JsonObject> observables() {
        return observables.values();
    }

    Collection<StixId> identifiers() {
        return observables.keySet();
    }

    /** Empty if there is nothing to compare with. */
    Optional<String> pattern() {
        return comparisons.isEmpty()
                ? Optional.empty()
                : Optional.of(comparisons.values().stream()
                        .map(ofType -> "[" + String.join(" AND ", ofType) + "]")
                        .collect(Collectors.joining(" AND ")));
    }
}
