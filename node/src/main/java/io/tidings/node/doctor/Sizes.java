package io.tidings.node.doctor;

/** Sizes for people. */
final class Sizes {
    private Sizes() {}

    static String text(long bytes) {
        return bytes >= 10L << 30 ? (bytes >> 30) + " GiB" : (bytes >> 20) + " MiB";
    }
}
