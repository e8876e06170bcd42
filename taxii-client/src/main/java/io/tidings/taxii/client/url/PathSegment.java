package io.tidings.taxii.client.url;

import java.nio.charset.StandardCharsets;

/** One percent-encoded segment of a path (RFC 3986 §3.3). */
final class PathSegment {
    private static final String UNRESERVED = "-._~";
    private static final int LONGEST = 1_000;

    private PathSegment() {}

    /** @throws IllegalArgumentException if {@code text} is empty, a dot segment, or longer than 1,000 characters */
    static String of(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..") || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "an identifier in a path has 1 to " + LONGEST + " characters and is neither . nor ..");
        }
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
