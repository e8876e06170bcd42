package io.tidings.stix.canonical;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.bytes.UnicodeCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes one JSON value in canonical order and form; used once. */
final class CanonicalWriter {
    // Recursion follows the nesting, so this bound also keeps the stack from running over.
    private static final int DEEPEST = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    // UTF-16 code units, as RFC 8785 §3.2.3 wants it, is how String compares.
    private static final Comparator<Member> BY_NAME = Comparator.comparing(Member::name);

    private final JsonParser parser;
    private final Spelling spelling;
    private byte[] out;
    private int length;

    /** A written member of an object: {@code "name":value,} in {@code out}. */
    private record Member(String name, int from, int to) {}

    private CanonicalWriter(JsonParser parser, Spelling spelling, int expectedLength) {
        this.parser = parser;
        this.spelling = spelling;
        this.out = new byte[expectedLength + 16];
    }

    /** @throws IllegalArgumentException if {@code json} is not one JSON value, or is no I-JSON */
    static ByteSlice write(ByteSlice json, Spelling spelling) {
        Optional<String> fault = UnicodeCheck.fault(json);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
        try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
            CanonicalWriter writer = new CanonicalWriter(parser, spelling, json.length());
            writer.document();
            return ByteSlice.of(writer.out, 0, writer.length);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON (RFC 8259): " + notJson.getOriginalMessage(), notJson);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", impossible);
        }
    }

    private void document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new IllegalArgumentException("there is no JSON value");
        }
        value(first, true);
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("there is something after the end of the JSON value");
        }
    }

    private void value(JsonToken token, boolean root) throws IOException {
        switch (token) {
            case START_OBJECT -> object(root);
            case START_ARRAY -> array();
            case VALUE_STRING -> string(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ascii(spelling.number(parser.getText()));
            case VALUE_TRUE -> ascii("true");
            case VALUE_FALSE -> ascii("false");
            case VALUE_NULL -> ascii("null");
            default -> throw new IllegalArgumentException("not JSON (RFC 8259): " + token);
        }
    }

    private void array() throws IOException {
        put('[');
        int start = length;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            value(item, false);
            put(',');
        }
        close(start, ']');
    }

    private void object(boolean root) throws IOException {
        put('{');
        int start = length;
        List<Member> members = new ArrayList<>();
        boolean inOrder = true;
        String previous = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int from = length;
            string(name);
            put(':');
            JsonToken token = parser.nextToken();
            if (root && token == JsonToken.VALUE_STRING) {
                string(spelling.rootMember(name, parser.getText()));
            } else {
                value(token, false);
            }
            put(',');
            inOrder &= members.isEmpty() || previous.compareTo(name) < 0;
            members.add(new Member(name, from, length));
            previous = name;
        }
        if (!inOrder) {
            arrange(members, start);
        }
        close(start, '}');
    }

    private void arrange(List<Member> members, int start) {
        members.sort(BY_NAME);
        byte[] unordered = Arrays.copyOfRange(out, start, length);
        int at = start;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (i > 0 && member.name().equals(members.get(i - 1).name())) {
                throw new IllegalArgumentException(
                        "the name \"" + member.name() + "\" comes twice in one object (I-JSON, RFC 7493 §2.3)");
            }
            System.arraycopy(unordered, member.from() - start, out, at, member.to() - member.from());
            at += member.to() - member.from();
        }
    }

    /** Puts the closing bracket, in the place of the last comma where there is one. */
    private void close(int start, char bracket) {
        if (length > start) {
            out[length - 1] = (byte) bracket;
        } else {
            put(bracket);
        }
    }

    // RFC 8785 §3.2.2.2: only what JSON forbids to stand for itself is escaped.
    private void string(String text) {
        put('"');
        for (int i = plain(text); i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                put(c);
            } else if (c < 0x80) {
                escape(c);
            } else {
                int point = text.codePointAt(i);
                i += Character.charCount(point) - 1;
                encode(point);
            }
        }
        put('"');
    }

    /** Writes the characters that stand for themselves up to the first that does not; says how many. Most texts are so. */
    private int plain(String text) {
        int count = text.length();
        if (out.length - length < count) {
            out = Arrays.copyOf(out, length + Math.max(count, length >> 1) + 16);
        }
        byte[] into = out; // a field would be read again for every byte
        int start = length;
        int i = 0;
        while (i < count) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            into[start + i++] = (byte) c;
        }
        length = start + i;
        return i;
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                ascii("u00");
                put(Character.forDigit(c >> 4, 16));
                put(Character.forDigit(c & 0xf, 16));
            }
        }
    }

    private void encode(int point) {
        if (point < 0x800) {
            put(0xc0 | point >> 6);
        } else {
            if (point < 0x10000) {
                put(0xe0 | point >> 12);
            } else {
                put(0xf0 | point >> 18);
                put(0x80 | point >> 12 & 0x3f);
            }
            put(0x80 | point >> 6 & 0x3f);
        }
        put(0x80 | point & 0x3f);
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(int b) {
        if (length == out.length) {
            out = Arrays.copyOf(out, length + (length >> 1) + 16);
        }
        out[length++] = (byte) b;
    }
}
