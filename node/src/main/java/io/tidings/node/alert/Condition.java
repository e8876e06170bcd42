package io.tidings.node.alert;

/**
 * Something that is not as it should be.
 *
 * @param kind a word with hyphens, from a small fixed set: {@code peer-unreachable}
 * @param subject whom or what it is about; empty for the node itself
 * @param message one sentence for a person; no content, no secret
 */
public record Condition(String kind, String subject, String message) {
    String key() {
        return kind + " " + subject;
    }
}
