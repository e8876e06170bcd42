package io.tidings.node.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML text into a JSON tree and remembers the line of every value.
 *
 * <p>Only what JSON has: one document, no anchors and aliases (they expand without bound), no tags, no key twice. Plain
 * scalars that YAML 1.1 reads as dates, octal or base-60 numbers stay the text they are.
 */
final class YamlReader {
    private static final int MOST_LEVELS = 32;
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,18}");

    private final Map<String, Integer> lines = new HashMap<>();

    /** What the text holds. Thrown reports carry no text of the file, which may be a secret. */
    JsonNode read(String text) throws Unreadable {
        try {
            var options = new LoaderOptions();
            options.setNestingDepthLimit(MOST_LEVELS);
            options.setMaxAliasesForCollections(0);
            options.setCodePointLimit(text.length() + 1);
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                throw new Unreadable(0, "an empty file", "the settings that belong in this file");
            }
            return convert(root, "");
        } catch (MarkedYAMLException e) {
            int line = Optional.ofNullable(e.getProblemMark())
                    .map(m -> m.getLine() + 1)
                    .orElse(0);
            throw new Unreadable(
                    line,
                    "text that is no YAML",
                    "key: value lines, indented by spaces and never by tabs,"
                            + " with texts that hold : # { } [ ] or begin with a special character in quotes");
        } catch (YAMLException e) {
            throw new Unreadable(
                    0,
                    "text that is no YAML",
                    "at most " + MOST_LEVELS + " levels, one document, no control characters");
        }
    }

    /** Of every value, by its JSON pointer; counted from 1. */
    Map<String, Integer> lines() {
        return lines;
    }

    private JsonNode convert(Node node, String pointer) throws Unreadable {
        int line = node.getStartMark().getLine() + 1;
        lines.putIfAbsent(pointer, line);
        if (node.getAnchor() != null) {
            throw new Unreadable(line, "an anchor or alias (& or *)", "the value itself, written out at each place");
        }
        if (node instanceof MappingNode mapping) {
            return convert(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(convert(item, pointer + "/" + array.size()));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode convert(MappingNode mapping, String pointer) throws Unreadable {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            int line = entry.getKeyNode().getStartMark().getLine() + 1;
            if (!(entry.getKeyNode() instanceof ScalarNode keyNode) || keyNode.getAnchor() != null) {
                throw new Unreadable(line, "a key that is no plain text", "a key: value line");
            }
            String key = keyNode.getValue();
            if (object.has(key)) {
                throw new Unreadable(line, "the same key twice", "each key once at its level");
            }
            String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            lines.put(below, line);
            object.set(key, convert(entry.getValueNode(), below));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) throws Unreadable {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = node.getValue();
        Tag tag = node.getTag();
        if (Tag.NULL.equals(tag)) {
            return json.nullNode();
        }
        if (Tag.BOOL.equals(tag)) {
            return switch (text.toLowerCase(java.util.Locale.ROOT)) {
                case "yes", "true", "on" -> json.booleanNode(true);
                default -> json.booleanNode(false);
            };
        }
        if (Tag.INT.equals(tag) && INTEGER.matcher(text).matches()) {
            return json.numberNode(Long.parseLong(text));
        }
        if (Tag.FLOAT.equals(tag) && DECIMAL.matcher(text).matches()) {
            return json.numberNode(new BigDecimal(text));
        }
        if (!node.isPlain() || tag.startsWith(Tag.PREFIX)) {
            return json.textNode(text);
        }
        throw new Unreadable(node.getStartMark().getLine() + 1, "a tag (!)", "plain values without tags");
    }

    /** Why a text cannot be read at all. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final String found;
        private final String right;

        Unreadable(int line, String found, String right) {
            super(found);
            this.line = line;
            this.found = found;
            this.right = right;
        }

        YamlDocument in(java.nio.file.Path file) {
            return YamlDocument.unreadable(file, line, found, right);
        }
    }
}
