package io.tidings.node.seal;

import java.util.Arrays;
import java.util.Optional;

/** What the node that seals did. */
public enum Step {
    /** Its own operator or programs brought the objects: here their way begins. */
    AUTHOR("author"),
    /** Another organisation brought them. */
    RELAY("relay");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static Optional<Step> parse(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }
}
