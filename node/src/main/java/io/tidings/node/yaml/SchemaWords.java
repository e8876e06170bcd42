package io.tidings.node.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says in plain words what a schema finds wrong. */
final class SchemaWords {
    private final JsonNode schema;

    SchemaWords(JsonNode schema) {
        this.schema = schema;
    }

    void tell(Error error, YamlDocument document) {
        String pointer = error.getInstanceLocation().toString();
        if (!document.json().isObject()) {
            document.add(
                    "", "no key: value lines", "key: value lines, the keys being " + String.join(", ", keys(schema)));
            return;
        }
        JsonNode node = document.json().at(pointer);
        JsonNode rule = ruleAt(pointer);
        String property = Optional.ofNullable(error.getProperty()).orElse("");
        switch (error.getKeyword()) {
            case "required" -> document.add(child(pointer, property), "nothing", described(child(rule, property)));
            // The value of an unknown key is not quoted: it may be a secret under a misspelt name.
            case "additionalProperties" ->
                document.add(child(pointer, property), "a key that has no meaning here", knownKeys(rule, property));
            default -> document.add(pointer, found(pointer, node), right(error.getKeyword(), node, rule));
        }
    }

    private String right(String keyword, JsonNode node, JsonNode rule) {
        boolean wantsText = rule.path("type").asText("").equals("string");
        if (keyword.equals("type") && wantsText && (node.isNumber() || node.isBoolean())) {
            return described(rule) + ", in quotes";
        }
        return switch (keyword) {
            case "uniqueItems" -> described(rule) + ", each only once";
            case "maxItems" ->
                described(rule) + ", at most " + rule.path("maxItems").asInt();
            case "maxLength" ->
                described(rule) + ", at most " + rule.path("maxLength").asInt() + " characters";
            default -> described(rule);
        };
    }

    private String found(String pointer, JsonNode node) {
        return isSecret(pointer) ? "(hidden)" : YamlDocument.shown(node);
    }

    private boolean isSecret(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            if (ruleAt(at).path("writeOnly").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    private static String described(JsonNode rule) {
        return rule.path("description").asText("another value");
    }

    private String knownKeys(JsonNode rule, String wrong) {
        List<String> known = keys(rule);
        Optional<String> near = known.stream()
                .filter(k -> wrong.length() < 64 && distance(k, wrong) <= Math.max(2, k.length() / 3))
                .min(Comparator.comparingInt(k -> distance(k, wrong)));
        String all = "one of " + String.join(", ", known);
        return near.map(k -> "perhaps " + k + "; " + all).orElse(all);
    }

    private static List<String> keys(JsonNode rule) {
        List<String> known = new ArrayList<>();
        rule.path("properties").fieldNames().forEachRemaining(known::add);
        return known;
    }

    /** The schema that governs the value at {@code pointer}, references followed. */
    private JsonNode ruleAt(String pointer) {
        JsonNode rule = resolved(schema);
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            JsonNode items = rule.path("items");
            rule = items.isMissingNode() ? child(rule, name) : resolved(items);
        }
        return rule;
    }

    private JsonNode child(JsonNode rule, String name) {
        return resolved(rule.path("properties").path(name));
    }

    private JsonNode resolved(JsonNode rule) {
        String reference = rule.path("$ref").asText("");
        return reference.startsWith("#/") ? schema.at(reference.substring(1)) : rule;
    }

    private static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    // Levenshtein: how many letters to change.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
