package io.tidings.node.contentpackage.zip;

/**
 * One file in a ZIP, as both of its headers say.
 *
 * @param name in ASCII
 * @param deflated whether it is compressed
 * @param crc CRC-32 of what it holds
 * @param packedBytes of it in the file, below 4 GiB
 * @param bytes of what it holds, below 4 GiB
 */
public record ZipMember(String name, boolean deflated, long crc, long packedBytes, long bytes) {
    static final long MOST_BYTES = 0xFFFF_FFFEL;
    static final int LONGEST_NAME = 256;

    /** How a member may lie in the file. */
    static final int STORED = 0;

    static final int DEFLATED = 8;

    int method() {
        return deflated ? DEFLATED : STORED;
    }
}
