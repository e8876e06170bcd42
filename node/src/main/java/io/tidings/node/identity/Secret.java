package io.tidings.node.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not show: {@code toString} hides it, and comparing takes the same time wherever it differs. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** For handing to what needs it, and for nothing else. */
    public char[] characters() {
        return text.toCharArray();
    }

    /** Its UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public boolean matches(String offered) {
        return MessageDigest.isEqual(bytes(), offered.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[]";
    }
}
