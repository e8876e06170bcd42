package io.tidings.stix.marking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A granular marking's path to a part of its object, such as {@code external_references.[0].source_name}
 * (STIX 2.1 §7.2.3.1, S-152 to S-157). What it selects includes everything below.
 *
 * @param text as received
 * @param steps from the object inwards, at least one
 */
public record Selector(String text, List<Step> steps) {
    private static final int MOST_STEPS = 64;
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_INDEX = 9;
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    /** One component: either the name of a property or key, or the place in a list. */
    public sealed interface Step {
        record Name(String name) implements Step {}

        /** @param index from 0 */
        record Index(int index) implements Step {}
    }

    public Selector {
        steps = List.copyOf(steps);
    }

    /** The selector that {@code text} spells, or empty if it has another form. */
    public static Optional<Selector> parse(String text) {
        List<Step> steps = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int dot = text.indexOf('.', from);
            int to = dot < 0 ? text.length() : dot;
            Optional<Step> step = step(text.substring(from, to));
            if (step.isEmpty() || steps.size() == MOST_STEPS) {
                return Optional.empty();
            }
            steps.add(step.get());
            from = to + 1;
        }
        // The root is the object itself, so the way begins with one of its properties.
        return steps.get(0) instanceof Step.Name ? Optional.of(new Selector(text, steps)) : Optional.empty();
    }

    /** The name of the object's own property that it leads to or into. */
    public String property() {
        return ((Step.Name) steps.get(0)).name();
    }

    /**
     * The selected value's bytes, a slice of {@code object}; empty if there is no such place in it, which makes the
     * selector invalid there (S-155).
     *
     * @throws IllegalArgumentException if {@code object} is not well-formed JSON
     */
    public Optional<ByteSlice> resolve(ByteSlice object) {
        try (JsonParser parser = JSON.createParser(object.array(), object.offset(), object.length())) {
            JsonToken token = parser.nextToken();
            for (Step step : steps) {
                boolean found = step instanceof Step.Name name
                        ? token == JsonToken.START_OBJECT && stepTo(parser, name.name())
                        : token == JsonToken.START_ARRAY && stepTo(parser, ((Step.Index) step).index());
                if (!found) {
                    return Optional.empty();
                }
                token = parser.currentToken();
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            return Optional.of(
                    object.slice(start, (int) parser.currentLocation().getByteOffset() - start));
        } catch (IOException notJson) {
            throw new IllegalArgumentException("not well-formed JSON (RFC 8259)", notJson);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean stepTo(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean stepTo(JsonParser parser, int index) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Optional<Step> step(String component) {
        if (component.startsWith("[")) {
            return index(component);
        }
        boolean fits = !component.isEmpty()
                && component.length() <= LONGEST_NAME
                && component.chars().allMatch(Selector::isNameCharacter);
        return fits ? Optional.of(new Step.Name(component)) : Optional.empty();
    }

    private static Optional<Step> index(String component) {
        int end = component.length() - 1;
        if (end < 2 || end > LONGEST_INDEX + 1 || component.charAt(end) != ']') {
            return Optional.empty();
        }
        String digits = component.substring(1, end);
        boolean fits =
                digits.chars().allMatch(c -> c >= '0' && c <= '9') && (digits.length() == 1 || digits.charAt(0) != '0');
        return fits ? Optional.of(new Step.Index(Integer.parseInt(digits))) : Optional.empty();
    }

    // Upper case and hyphens occur in dictionary keys such as hashes.SHA-256 (S-157).
    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
