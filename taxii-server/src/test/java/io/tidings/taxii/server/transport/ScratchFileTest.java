package io.tidings.taxii.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchFileTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenInPiecesOfAnySizeIsReadInPiecesOfAnySizeAndTwice(long seed) throws IOException {
        var random = new Random(seed);
        byte[] all = new byte[random.nextInt(400_000)];
        random.nextBytes(all);
        try (ScratchFile file = ScratchFile.create(directory, "scratch-")) {
            for (int done = 0; done < all.length; ) {
                int count = Math.min(all.length - done, random.nextInt(70_000));
                file.write(all, done, count);
                done += count;
            }
            InputStream first = file.open();
            assertThat(first.readNBytes(all.length / 2)).isEqualTo(Arrays.copyOf(all, all.length / 2));
            assertThat(read(file.open(), random)).isEqualTo(all);
            assertThat(first.readAllBytes())
                    .as("the first reader goes on where it was")
                    .isEqualTo(Arrays.copyOfRange(all, all.length / 2, all.length));
        }
    }

    private static byte[] read(InputStream in, Random random) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] piece = new byte[50_000];
        int got = in.read(piece, 0, 1 + random.nextInt(piece.length));
        while (got >= 0) {
            out.write(piece, 0, got);
            int single = in.read();
            if (single >= 0) {
                out.write(single);
            }
            got = in.read(piece, 0, 1 + random.nextInt(piece.length));
        }
        return out.toByteArray();
    }

    @Test
    void theDiskHasNothingOfTheContent() throws IOException {
        String marker = "marker-5a2b70c1";
        Path watched = directory.resolve("watched");
        try (FileChannel ours = FileChannel.open(watched, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ScratchFile file = ScratchFile.over(ours)) {
            byte[] text = (marker + " ").repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            file.write(text, 0, text.length);
            assertThat(Files.size(watched)).isEqualTo(text.length);
        }
        assertThat(Files.readString(watched, StandardCharsets.ISO_8859_1)).doesNotContain(marker);
    }

    @Test
    void twoFilesOfOneContentHaveNothingInCommon() throws IOException {
        byte[] text = new byte[64];
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        for (Path each : new Path[] {first, second}) {
            try (FileChannel ours = FileChannel.open(each, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    ScratchFile file = ScratchFile.over(ours)) {
                file.write(text, 0, text.length);
            }
        }
        assertThat(Files.readAllBytes(first)).isNotEqualTo(Files.readAllBytes(second));
    }

    @Test
    void itHasNoNameOnceItIsOpenAndNothingIsLeftOfIt() throws IOException {
        try (ScratchFile file = ScratchFile.create(directory, "scratch-")) {
            file.write(new byte[] {1}, 0, 1);
            assertThat(names()).isEmpty();
        }
        assertThat(names()).isEmpty();
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
