package io.tidings.stix.marking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tidings.stix.bytes.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An object without the parts that some of its granular markings mark (STIX 2.1 §7.2.3). What stays is the bytes as they
 * were; of lists with a marked member nothing stays, since taking one out would move what other selectors point to.
 *
 * <p>The result has the same identifier and version with other content, and may lack what its type requires: whoever hands
 * it on has to check that.
 */
public final class GranularStrip {
    /** What an object is, and what holds for it as a whole: without these it would say something else. */
    private static final Set<String> KEPT = Set.of(
            "type", "id", "spec_version", "created", "modified", "revoked", "object_marking_refs", "granular_markings");

    private static final String MARKINGS = "granular_markings";
    private static final byte[] MARKINGS_NAME = "\"granular_markings\":".getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final ByteSlice object;
    private final List<List<String>> paths;
    private final JsonParser parser;

    private GranularStrip(ByteSlice object, List<List<String>> paths, JsonParser parser) {
        this.object = object;
        this.paths = paths;
        this.parser = parser;
    }

    /**
     * {@code object} without what the {@code exceeding} ones of its markings mark, and without these markings; empty if a
     * selector of theirs leads nowhere or to what no object can be without.
     *
     * @param markings all granular markings of the object
     * @throws IllegalArgumentException if {@code object} is not well-formed JSON
     */
    public static Optional<ByteSlice> without(
            ByteSlice object, List<GranularMarking> markings, Predicate<GranularMarking> exceeding) {
        List<List<String>> paths = new ArrayList<>();
        List<GranularMarking> staying = new ArrayList<>();
        for (GranularMarking marking : markings) {
            if (!exceeding.test(marking)) {
                staying.add(marking);
                continue;
            }
            for (String text : marking.selectors()) {
                Optional<Selector> selector = Selector.parse(text).filter(it -> !KEPT.contains(it.property()));
                if (selector.isEmpty() || selector.get().resolve(object).isEmpty()) {
                    return Optional.empty();
                }
                paths.add(names(selector.get()));
            }
        }
        ByteSlice bare = copied(object, paths);
        return Optional.of(withMarkings(bare, left(staying, bare)));
    }

    /** The names on the way, as far as no list is on it. */
    private static List<String> names(Selector selector) {
        List<String> names = new ArrayList<>();
        for (Selector.Step step : selector.steps()) {
            if (!(step instanceof Selector.Step.Name name)) {
                break;
            }
            names.add(name.name());
        }
        return names;
    }

    private static List<GranularMarking> left(List<GranularMarking> staying, ByteSlice bare) {
        List<GranularMarking> left = new ArrayList<>();
        for (GranularMarking marking : staying) {
            List<String> selectors = marking.selectors().stream()
                    .filter(text -> Selector.parse(text)
                            .flatMap(selector -> selector.resolve(bare))
                            .isPresent())
                    .toList();
            if (!selectors.isEmpty()) {
                left.add(new GranularMarking(marking.markingRef(), marking.lang(), selectors));
            }
        }
        return left;
    }

    /** The object without the parts at {@code paths} and without its granular markings. */
    private static ByteSlice copied(ByteSlice object, List<List<String>> paths) {
        List<List<String>> all = new ArrayList<>(paths);
        all.add(List.of(MARKINGS));
        try (JsonParser parser = JSON.createParser(object.array(), object.offset(), object.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object");
            }
            return new GranularStrip(object, all, parser).members(List.of()).orElse(ByteSlice.ofText("{}"));
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not well-formed JSON (RFC 8259)", notJson);
        }
    }

    /** The members that stay of the object that begins here; empty if none does. */
    private Optional<ByteSlice> members(List<String> way) throws IOException {
        var out = new ByteArrayOutputStream();
        int count = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            List<String> here = new ArrayList<>(way);
            here.add(parser.currentName());
            int start = (int) parser.currentTokenLocation().getByteOffset();
            JsonToken token = parser.nextToken();
            int value = (int) parser.currentTokenLocation().getByteOffset();
            Optional<ByteSlice> kept = value(here, token, value);
            if (kept.isPresent()) {
                if (count++ > 0) {
                    out.write(',');
                }
                object.slice(start, value - start).writeTo(out);
                kept.get().writeTo(out);
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(ByteSlice.ofText("{" + out.toString(StandardCharsets.UTF_8) + "}"));
    }

    private Optional<ByteSlice> value(List<String> here, JsonToken token, int start) throws IOException {
        boolean goes = paths.contains(here);
        boolean holds = token == JsonToken.START_OBJECT
                && paths.stream()
                        .anyMatch(path -> path.size() > here.size()
                                && path.subList(0, here.size()).equals(here));
        if (!goes && holds) {
            return members(here);
        }
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return goes ? Optional.empty() : Optional.of(object.slice(start, end - start));
    }

    private static ByteSlice withMarkings(ByteSlice bare, List<GranularMarking> markings) {
        if (markings.isEmpty()) {
            return bare;
        }
        var out = new ByteArrayOutputStream(bare.length() + 256);
        out.write(bare.array(), bare.offset(), bare.length() - 1);
        out.write(',');
        out.writeBytes(MARKINGS_NAME);
        StringBuilder list = new StringBuilder("[");
        for (GranularMarking marking : markings) {
            list.append(list.length() > 1 ? "," : "").append("{\"selectors\":[");
            for (int i = 0; i < marking.selectors().size(); i++) {
                list.append(i > 0 ? "," : "").append(quoted(marking.selectors().get(i)));
            }
            list.append(']');
            marking.markingRef()
                    .ifPresent(ref -> list.append(",\"marking_ref\":").append(quoted(ref.value())));
            marking.lang().ifPresent(lang -> list.append(",\"lang\":").append(quoted(lang)));
            list.append('}');
        }
        out.writeBytes(list.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        return ByteSlice.of(out.toByteArray());
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
