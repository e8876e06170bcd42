package io.tidings.stix.convert.list;

import io.tidings.stix.convert.PatternText;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonString;
import java.util.Locale;
import java.util.Optional;

/** What a value of a list is. */
public enum ValueKind {
    IPV4_ADDRESS("ipv4-addr", ""),
    IPV4_NETWORK("ipv4-addr", ""),
    IPV6_ADDRESS("ipv6-addr", ""),
    IPV6_NETWORK("ipv6-addr", ""),
    DOMAIN_NAME("domain-name", ""),
    URL("url", ""),
    EMAIL_ADDRESS("email-addr", ""),
    MD5("file", "MD5"),
    SHA_1("file", "SHA-1"),
    SHA_256("file", "SHA-256"),
    SHA_512("file", "SHA-512");

    private final String observable;
    private final String algorithm;

    ValueKind(String observable, String algorithm) {
        this.observable = observable;
        this.algorithm = algorithm;
    }

    /** Its name as a person writes it, {@code domain-name}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type of SCO that has such values. */
    public String observable() {
        return observable;
    }

    /** The hash algorithm as STIX spells it; empty if this is no hash. */
    public Optional<String> algorithm() {
        return algorithm.isEmpty() ? Optional.empty() : Optional.of(algorithm);
    }

    /** The pattern that finds {@code value}; a network is found by any of its addresses. */
    String pattern(String value) {
        if (!algorithm.isEmpty()) {
            String name = algorithm.contains("-") ? "'" + algorithm + "'" : algorithm;
            return PatternText.equal("file:hashes." + name, value);
        }
        boolean network = this == IPV4_NETWORK || this == IPV6_NETWORK;
        String path = observable + ":value";
        return network ? "[" + path + " ISSUBSET " + PatternText.quoted(value) + "]" : PatternText.equal(path, value);
    }

    /** The SCO without its identifier. */
    JsonObject observable(String value) {
        JsonObject sco = JsonObject.empty().with("type", new JsonString(observable));
        return algorithm.isEmpty()
                ? sco.with("value", new JsonString(value))
                : sco.with("hashes", JsonObject.empty().with(algorithm, new JsonString(value)));
    }
}
