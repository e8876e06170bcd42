package io.tidings.node.contentpackage.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that begin at 4 GiB or later, behind a member of so many zeroes that nobody writes down. */
class FarZipIT {
    private static final String FIRST = "objects/000001.json";
    private static final String SECOND = "objects/000002.json";
    private static final byte[] CONTENT = "{\"objects\":[]}\n".getBytes(StandardCharsets.US_ASCII);
    private static final long HEADER = 49; // of the first member, its name included
    private static final long LIMIT = 0xFFFF_FFFFL;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {LIMIT - 1 - HEADER, LIMIT - HEADER, ZipMember.MOST_BYTES})
    void whatBeginsAtFourGibibytesOrLaterIsReadByUsAndByOthers(long zeroes) throws Exception {
        Path file = folder.resolve("far.zip");
        byte[] header;
        byte[] rest;
        try (var out = new Sparse(file, HEADER, zeroes)) {
            write(out, zeroes);
            header = out.header.toByteArray();
            rest = out.rest.toByteArray();
        }
        assertThat(Files.size(file)).isEqualTo(header.length + zeroes + rest.length);

        var reader = new ZipReader(file(header, zeroes, rest));
        assertThat(reader.next()).map(ZipMember::bytes).contains(zeroes);
        ZipMember second = reader.next().orElseThrow();
        assertThat(reader.content(second).readAllBytes()).isEqualTo(CONTENT);
        assertThat(reader.next()).map(ZipMember::name).contains("manifest.json");
        assertThat(reader.next()).isEmpty();

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly(FIRST, SECOND, "manifest.json");
            assertThat(zip.getEntry(FIRST).getSize()).isEqualTo(zeroes);
            assertThat(zip.getInputStream(zip.getEntry(SECOND)).readAllBytes()).isEqualTo(CONTENT);
        }
        unzip(file).ifPresent(shown -> assertThat(shown).isEqualTo(new String(CONTENT, StandardCharsets.US_ASCII)));
    }

    @Test
    void changesOfWhatSaysWhereMembersBeginAreNoticed() throws Exception {
        long zeroes = ZipMember.MOST_BYTES;
        byte[] header;
        byte[] rest;
        try (var out = new Sparse(folder.resolve("far.zip"), HEADER, zeroes)) {
            write(out, zeroes);
            header = out.header.toByteArray();
            rest = out.rest.toByteArray();
        }
        int ends = 56 + 20 + 22; // the end of ZIP64, where that is, and the end of all
        for (int i = rest.length - ends - 90; i < rest.length; i += 3) {
            byte[] changed = rest.clone();
            changed[i] ^= 0x10;
            assertThatThrownBy(() -> readAll(file(header, zeroes, changed)))
                    .as("byte %s of the rest", i)
                    .isInstanceOf(DamagedZipException.class);
        }
    }

    @Test
    void aMemberOfFourGibibytesIsNotWritten() {
        var zip = new ZipWriter(OutputStream.nullOutputStream());
        var longer = new ZipMember(FIRST, false, 0, LIMIT, LIMIT);
        assertThatThrownBy(() -> zip.add(longer, InputStream.nullInputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4 GiB");
    }

    private static void write(OutputStream out, long zeroes) throws IOException {
        var zip = new ZipWriter(out);
        zip.add(new ZipMember(FIRST, false, 0, zeroes, zeroes), new Zeroes(zeroes));
        zip.add(PackedMember.stored(SECOND, List.of(ByteSlice.of(CONTENT))));
        zip.add(PackedMember.stored("manifest.json", List.of(ByteSlice.of(CONTENT))));
        zip.finish();
    }

    private static void readAll(InputStream in) throws IOException {
        var reader = new ZipReader(in);
        for (Optional<ZipMember> each = reader.next(); each.isPresent(); each = reader.next()) {
            if (!each.get().name().equals(FIRST)) {
                reader.content(each.get()).readAllBytes();
            }
        }
    }

    private static InputStream file(byte[] header, long zeroes, byte[] rest) {
        return new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(header), new Zeroes(zeroes)),
                new ByteArrayInputStream(rest));
    }

    /** What unzip gives of the second member; empty where there is no unzip. */
    private static Optional<String> unzip(Path file) throws Exception {
        try {
            Process process = new ProcessBuilder("unzip", "-p", file.toString(), SECOND)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Optional.of(shown);
        } catch (IOException none) {
            System.out.println("there is no unzip on this machine: nothing is tried with it");
            return Optional.empty();
        }
    }

    /** So many zeroes, without the work of making them. */
    private static final class Zeroes extends InputStream {
        private long left;

        Zeroes(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }

    /** A file with a hole where the zeroes are; what is around it also in memory. */
    private static final class Sparse extends OutputStream {
        private final ByteArrayOutputStream header = new ByteArrayOutputStream();
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
        private final FileChannel channel;
        private final long holeFrom;
        private final long holeTo;
        private long position;

        Sparse(Path file, long holeFrom, long holeBytes) throws IOException {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            this.holeFrom = holeFrom;
            this.holeTo = holeFrom + holeBytes;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            boolean inHole = position >= holeFrom && position < holeTo;
            if (!inHole) {
                channel.write(ByteBuffer.wrap(from, offset, length), position);
                (position < holeFrom ? header : rest).write(from, offset, length);
            }
            position += length;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
