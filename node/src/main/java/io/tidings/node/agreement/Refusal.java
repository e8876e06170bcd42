package io.tidings.node.agreement;

/** Why someone was not recognised. For the log and for counting; whoever is refused is not told which. */
public enum Refusal {
    NO_CREDENTIALS,
    UNKNOWN_CERTIFICATE,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    WRONG_KEY_USAGE,
    OUTSIDE_AGREEMENT,
    CUT_OFF,
    UNKNOWN_USER,
    WRONG_SCHEME,
    WRONG_SECRET,
    ADDRESS_NOT_ALLOWED,
    UNKNOWN_SCHEME,
    TOO_MANY_FAILURES,
    TOO_BUSY,
    BEYOND_GRANT
}
