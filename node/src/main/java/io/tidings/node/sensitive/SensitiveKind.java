package io.tidings.node.sensitive;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is looked for. */
public enum SensitiveKind {
    /** Numbers of Chinese resident identity cards (GB 11643). */
    RESIDENT_ID("resident-id"),
    /** Numbers of bank cards (ISO/IEC 7812). */
    BANK_CARD("bank-card"),
    /** Chinese mobile numbers, and numbers with a country's code (E.164). */
    PHONE("phone"),
    /** E-mail addresses of domains that the configuration names. */
    EMAIL("email"),
    /** Addresses of private networks, and of networks that the configuration names. */
    INTERNAL_ADDRESS("internal-address"),
    /** Names of hosts under suffixes of private networks, and under those that the configuration names. */
    HOST_NAME("host-name"),
    /** What the configuration's own patterns describe. */
    PATTERN("pattern");

    private final String text;

    SensitiveKind(String text) {
        this.text = text;
    }

    /** As configuration, metrics and messages write it. */
    public String text() {
        return text;
    }

    /** The kind that {@code text} names. */
    public static Optional<SensitiveKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** All of them, for messages. */
    public static String all() {
        return Arrays.stream(values()).map(SensitiveKind::text).collect(Collectors.joining(", "));
    }
}
