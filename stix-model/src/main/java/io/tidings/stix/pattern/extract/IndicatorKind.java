package io.tidings.stix.pattern.extract;

/** What a plain indicator is. */
public enum IndicatorKind {
    IPV4_ADDRESS,
    IPV4_NETWORK,
    IPV6_ADDRESS,
    IPV6_NETWORK,
    DOMAIN_NAME,
    URL,
    EMAIL_ADDRESS,
    MAC_ADDRESS,
    /** A digest; the algorithm is given beside it. */
    HASH,
    FILE_NAME,
    AUTONOMOUS_SYSTEM,
    REGISTRY_KEY,
    MUTEX,
    USER_AGENT,
    CERTIFICATE_SERIAL,
    EMAIL_SUBJECT
}
