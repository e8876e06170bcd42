package io.tidings.stix.table;

/** What a string has to be beyond being a string. */
public enum Format {
    /** RFC 5646, such as {@code pt-BR}. */
    LANGUAGE_TAG("language-tag"),
    /** A character set's name as registered with IANA. */
    CHARSET("charset"),
    /** ISO 3166-1 alpha-2. */
    COUNTRY("country"),
    /** ISO 3166-2. */
    SUBDIVISION("subdivision"),
    /** A media type as registered with IANA. */
    MEDIA_TYPE("media-type"),
    /** RFC 3986. */
    URL("url"),
    /** RFC 1034, its labels by RFC 5890. */
    DOMAIN_NAME("domain-name"),
    /** The addr-spec of RFC 5322, without a display name. */
    EMAIL_ADDRESS("email-address"),
    /** An IPv4 address or a CIDR block. */
    IPV4("ipv4"),
    /** An IPv6 address or a CIDR block. */
    IPV6("ipv6"),
    /** A CPE 2.3 formatted string. */
    CPE("cpe"),
    /** MAC-48 in lower case with colons and leading zeros. */
    MAC_ADDRESS("mac-address"),
    /** Lower-case letters, digits and hyphens (§5.1). */
    RELATIONSHIP_TYPE("relationship-type");

    private final String word;

    Format(String word) {
        this.word = word;
    }

    static Format of(String word) {
        for (Format format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no format: " + word);
    }
}
