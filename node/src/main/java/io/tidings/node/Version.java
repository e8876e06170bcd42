package io.tidings.node;

/** What this program calls itself. */
final class Version {
    static final String NUMBER = "0.1.0";
    static final String USER_AGENT = "Tidings/" + NUMBER;

    private Version() {}
}
