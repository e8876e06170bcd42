package io.tidings.node.contentpackage.format;

import io.tidings.node.contentpackage.zip.DamagedZipException;
import io.tidings.node.contentpackage.zip.ZipMember;
import io.tidings.node.contentpackage.zip.ZipReader;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A part of a package in memory. */
final class PartReader {
    /** More than a page of objects, and more than the longest object that a node takes by default. */
    static final int MOST_BYTES = 128 << 20;

    static final ContentBounds BOUNDS = new ContentBounds(MOST_BYTES, 64, 16 << 20, 1_000, 100);

    private PartReader() {}

    /** @throws DamagedZipException if it is not as long as its header says, or has another checksum */
    static byte[] content(ZipMember member, byte[] packed) throws IOException {
        byte[] content = new byte[Math.toIntExact(member.bytes())];
        try (InputStream in = ZipReader.unpacked(member, packed)) {
            in.readNBytes(content, 0, content.length);
            in.read(); // at the end lies the proof
        }
        return content;
    }

    /**
     * How many objects an envelope holds, faulty ones included.
     *
     * @param onlyType of which all are to be, and none faulty; if it is absent, they may be anything
     * @throws MalformedContentException if it is none, or holds something else
     */
    static long count(byte[] envelope, Optional<String> onlyType) throws IOException, MalformedContentException {
        long count = 0;
        try (ContentReader reader = ContentReader.over(envelope, BOUNDS)) {
            for (var each = reader.next(); each.isPresent(); each = reader.next()) {
                count++;
                if (onlyType.isPresent() && !isOf(onlyType.get(), each.get())) {
                    throw new MalformedContentException(
                            "its element " + count + " is no " + onlyType.get() + ", and nothing else belongs there",
                            -1);
                }
            }
        }
        return count;
    }

    private static boolean isOf(String type, Element element) {
        return element instanceof Element.Sound sound && sound.object().type().equals(type);
    }
}
