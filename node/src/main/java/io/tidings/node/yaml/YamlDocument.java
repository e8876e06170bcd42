package io.tidings.node.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One file as read, with the mistakes found in it so far. Checks that a schema cannot express add theirs through
 * {@link YamlValue}. Not safe for use by several threads.
 */
public final class YamlDocument {
    private static final int SHOWN = 80;
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    private final Path file;
    private final JsonNode root;
    private final Map<String, Integer> lines;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Set<String> mistaken = new HashSet<>();

    YamlDocument(Path file, JsonNode root, Map<String, Integer> lines) {
        this.file = file;
        this.root = root;
        this.lines = Map.copyOf(lines);
    }

    static YamlDocument unreadable(Path file, int line, String found, String right) {
        var document = new YamlDocument(file, MissingNode.getInstance(), Map.of());
        document.mistaken.add("");
        document.mistakes.add(new Mistake(file, line, "", found, right));
        return document;
    }

    public Path file() {
        return file;
    }

    /** The whole document as a value. */
    public YamlValue root() {
        return new YamlValue(this, "", root);
    }

    /** The document as JSON; {@code MissingNode} if it could not be read. */
    public JsonNode json() {
        return root;
    }

    /** In the order of their lines. */
    public List<Mistake> mistakes() {
        return mistakes.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
    }

    /** @throws MistakesException if there are any */
    public void orThrow() throws MistakesException {
        if (!mistakes.isEmpty()) {
            throw new MistakesException(mistakes());
        }
    }

    // One mistake for one place: what the schema said already is not said again by a later check. Where the whole is
    // wrong, nothing in it is worth a word.
    void add(String pointer, String found, String right) {
        if (!mistaken.contains("") && mistaken.add(pointer)) {
            mistakes.add(describe(pointer, found, right));
        }
    }

    Mistake describe(String pointer, String found, String right) {
        return new Mistake(file, line(pointer), key(pointer), found, right);
    }

    boolean isMistaken(String pointer) {
        return mistaken.contains(pointer);
    }

    static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        String text = node.isTextual() ? '"' + node.textValue() + '"' : node.toString();
        return cut(text);
    }

    private static String cut(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
        return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…";
    }

    private int line(String pointer) {
        String at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 0);
    }

    private String key(String pointer) {
        var key = new StringBuilder();
        JsonNode node = root;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            if (node.isArray()) {
                key.append('[').append(name).append(']');
                node = node.path(Integer.parseInt(name));
            } else {
                key.append(key.isEmpty() ? "" : ".")
                        .append(PLAIN_KEY.matcher(name).matches() ? name : cut('"' + name + '"'));
                node = node.path(name);
            }
        }
        return key.toString();
    }
}
