package io.tidings.taxii.client.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a request says in {@code Authorization}. A client certificate is configured with TLS, and goes with any of these. */
public sealed interface Auth {
    /** The header's value, or empty for none. */
    Optional<String> authorization();

    static Auth none() {
        return new None();
    }

    static Auth basic(String user, Secret password) {
        return new Basic(user, password);
    }

    static Auth bearer(Secret token) {
        return new Bearer(token);
    }

    /** No header. */
    record None() implements Auth {
        @Override
        public Optional<String> authorization() {
            return Optional.empty();
        }
    }

    /** HTTP Basic in UTF-8 (RFC 7617, T-186). */
    record Basic(String user, Secret password) implements Auth {
        /** @throws IllegalArgumentException if {@code user} has a colon or control characters (RFC 7617 §2) */
        public Basic {
            if (user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a user name has neither colon nor control characters (RFC 7617)");
            }
        }

        @Override
        public Optional<String> authorization() {
            byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
    }

    /** A bearer token (RFC 6750). */
    record Bearer(Secret token) implements Auth {
        @Override
        public Optional<String> authorization() {
            return Optional.of("Bearer " + token.reveal());
        }
    }
}
