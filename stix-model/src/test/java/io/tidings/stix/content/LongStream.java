package io.tidings.stix.content;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An envelope of 400 MiB, made as it is read: objects, one of 200 MiB, one with 2 million names, one of the
 * largest size allowed, and objects again. Run alone with little memory; prints what was read.
 */
final class LongStream extends InputStream {
    static final int SMALL_OBJECTS = 100_000;

    private final Iterator<Iterator<String>> parts; // not flattened: that would gather each part in memory
    private Iterator<String> part = List.<String>of().iterator();
    private byte[] piece = {};
    private int at;

    private LongStream(Iterator<Iterator<String>> parts) {
        this.parts = parts;
    }

    public static void main(String[] none) throws Exception {
        int sound = 0;
        StringBuilder faults = new StringBuilder();
        try (ContentReader reader = ContentReader.over(envelope(), ContentBounds.standard())) {
            for (var element = reader.next(); element.isPresent(); element = reader.next()) {
                if (element.get() instanceof Element.Faulty faulty) {
                    faults.append(' ').append(faulty.id().orElse("?"));
                } else {
                    sound++;
                }
            }
        }
        System.out.println(sound + faults.toString());
    }

    private static LongStream envelope() {
        int largest = ContentBounds.standard().maxObjectBytes() - head(7).length() - 8;
        return new LongStream(Stream.of(
                        Stream.of("{\"x\":\""),
                        Stream.generate(() -> "y".repeat(1 << 20)).limit(64),
                        Stream.of("\",\"objects\":["),
                        small(),
                        Stream.of(head(1), ",\"s\":\""),
                        Stream.generate(() -> "z".repeat(1 << 20)).limit(200),
                        Stream.of("\"},", head(2)),
                        Stream.iterate(0, i -> i + 1).limit(2_000_000).map(i -> ",\"n" + i + "\":0"),
                        Stream.of("},", head(7), ",\"s\":\"", "z".repeat(largest % (1 << 20))),
                        Stream.generate(() -> "z".repeat(1 << 20)).limit(largest >> 20),
                        Stream.of("\"},"),
                        small(),
                        Stream.of(head(9), "}]}"))
                .map(Stream::iterator)
                .iterator());
    }

    private static Stream<String> small() {
        return Stream.generate(() -> head(0) + ",\"description\":\"" + "d".repeat(200) + "\"},")
                .limit(SMALL_OBJECTS);
    }

    private static String head(int number) {
        return "{\"type\":\"note\",\"id\":\"note--8e2e2d2b-17d4-4cbf-938f-00000000000" + number + "\"";
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("byte by byte would take too long");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        while (at == piece.length) {
            while (!part.hasNext()) {
                if (!parts.hasNext()) {
                    return -1;
                }
                part = parts.next();
            }
            piece = part.next().getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
    }
}
