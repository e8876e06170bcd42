package io.tidings.taxii.server.http;

import io.tidings.taxii.server.backend.Credentials.Scheme;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code Authorization} headers (RFC 9110 §11.6.2). */
public final class AuthorizationHeader {
    private static final int LONGEST = 16 * 1024;

    private AuthorizationHeader() {}

    /**
     * @param values of all headers of that name
     * @return empty if they are malformed: no backend need look at them
     */
    public static Optional<Scheme> parse(List<String> values) {
        if (values.isEmpty()) {
            return Optional.of(new Scheme.None());
        }
        String value = values.get(0).trim();
        if (values.size() > 1 || value.length() > LONGEST) {
            return Optional.empty();
        }
        int blank = value.indexOf(' ');
        String name = blank < 0 ? value : value.substring(0, blank);
        String rest = blank < 0 ? "" : value.substring(blank + 1).trim();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "basic" -> basic(rest);
            // taxii2-client and XSOAR write Token for what RFC 6750 calls Bearer.
            case "bearer", "token" ->
                rest.isEmpty() || rest.indexOf(' ') >= 0
                        ? Optional.empty()
                        : Optional.of(new Scheme.Bearer(rest.toCharArray()));
            default -> Optional.of(new Scheme.Unknown(Optional.of(name).filter(text -> !text.isEmpty())));
        };
    }

    private static Optional<Scheme> basic(String encoded) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        String pair = text(decoded);
        int colon = pair.indexOf(':');
        // RFC 7617 §2: neither part has control characters.
        return colon < 0 || pair.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(new Scheme.Basic(
                        pair.substring(0, colon), pair.substring(colon + 1).toCharArray()));
    }

    /** UTF-8, as the challenge says; else Latin-1, which Python's requests writes. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
