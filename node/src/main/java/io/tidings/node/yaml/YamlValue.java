package io.tidings.node.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One value of a {@link YamlDocument} and the place it stands at; also a value that is not there.
 *
 * <p>Reading never throws: a value of the wrong kind reads as absent, and the document knows the mistake.
 */
public final class YamlValue {
    private final YamlDocument document;
    private final String pointer;
    private final JsonNode node;

    YamlValue(YamlDocument document, String pointer, JsonNode node) {
        this.document = document;
        this.pointer = pointer;
        this.node = node;
    }

    public boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** The value under {@code name}, which may be absent. */
    public YamlValue get(String name) {
        return new YamlValue(document, pointer + "/" + escape(name), node.path(name));
    }

    /** The values of a list; none if this is no list. */
    public List<YamlValue> items() {
        List<YamlValue> items = new ArrayList<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            items.add(new YamlValue(document, pointer + "/" + i, node.get(i)));
        }
        return items;
    }

    public Optional<String> text() {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    public String text(String otherwise) {
        return text().orElse(otherwise);
    }

    /** The texts of a list of texts. */
    public List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    public Optional<Long> integer() {
        return node.isIntegralNumber() && node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }

    public int integer(int otherwise) {
        return node.isInt() || node.isLong() && node.canConvertToInt() ? node.intValue() : otherwise;
    }

    public boolean flag(boolean otherwise) {
        return node.isBoolean() ? node.booleanValue() : otherwise;
    }

    /** A positive time, in the forms of {@link Quantities#duration}. */
    public Optional<Duration> duration() {
        return as(Quantities::duration, "a time longer than nothing, such as 30s, 5m, 24h, 7d or P180D");
    }

    /** A size in bytes, in the forms of {@link Quantities#bytes}. */
    public Optional<Long> bytes() {
        return as(Quantities::bytes, "a size such as 64 KiB, 8 MiB or 1 GiB, at most 1024 GiB");
    }

    /** What {@code parse} makes of the text here; where it makes nothing of it, a mistake that says {@code right}. */
    public <T> Optional<T> as(Function<String, Optional<T>> parse, String right) {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parse.apply(text.get());
        if (value.isEmpty()) {
            mistake(right);
        }
        return value;
    }

    /** Notes that what stands here is wrong, quoting it. One place has one mistake: the first stays. */
    public void mistake(String right) {
        document.add(pointer, YamlDocument.shown(node), right);
    }

    /** The mistake that {@link #mistake} would note, not noted. */
    public Mistake describe(String right) {
        return document.describe(pointer, YamlDocument.shown(node), right);
    }

    /** Like {@link #mistake}, for what must not be quoted. */
    public void secretMistake(String right) {
        document.add(pointer, "(hidden)", right);
    }

    /** Whether a mistake was found at this very place. */
    public boolean isMistaken() {
        return document.isMistaken(pointer);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
