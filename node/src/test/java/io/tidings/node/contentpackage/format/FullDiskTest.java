package io.tidings.node.contentpackage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.cms.Sealing;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full from one byte on, whichever: no file is left that anybody could take for a package. */
class FullDiskTest {
    private static final String FULL = "No space left on device";
    private static final int MOMENTS = 12;

    @TempDir
    private Path folder;

    private SigningKey signer;
    private TestPackage whole;

    @BeforeEach
    void makeASigner() throws Exception {
        signer = TestCertificates.of("Bank A").make();
        whole = new TestPackage(signer).pages(3, 1_500);
    }

    @Test
    void whileAPackageIsWritten() throws Exception {
        requireNothingLeft(whole.bytes().length, out -> whole.writeTo(out));
    }

    @Test
    void whileAPackageIsEncrypted() throws Exception {
        SigningKey recipient = TestCertificates.of("Bank B").make();
        PrivateFiles.Content sealed = out -> {
            try (OutputStream to = Sealing.to(out, List.of(recipient.certificate()), new SecureRandom())) {
                whole.writeTo(to);
            }
        };
        requireNothingLeft(whole.bytes().length, sealed);
    }

    @Test
    void whileABundleIsExtracted() throws Exception {
        Path file = whole.in(Files.createDirectory(folder.resolve("from")));
        Checked checked = PackageCheck.check(PackageFile.of(file, Optional.empty()), objects -> {});
        long length = new BundleLength(checked).bytes;
        requireNothingLeft(length, new BundleExtractAnew(checked));
    }

    private void requireNothingLeft(long length, PrivateFiles.Content content) throws Exception {
        Path to = Files.createDirectories(folder.resolve("to"));
        for (int moment = 0; moment < MOMENTS; moment++) {
            long room = length * moment / MOMENTS;
            boolean asDraft = moment % 2 == 0;
            PrivateFiles.Content failing = out -> content.writeTo(new FullAfter(out, room));
            assertThatThrownBy(() -> {
                        if (asDraft) {
                            PrivateFiles.writeDraft(to.resolve(".p.tidings.part"), failing);
                        } else {
                            PrivateFiles.write(to.resolve("p.tidings"), failing);
                        }
                    })
                    .as("full after %s bytes", room)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(FULL);
            try (Stream<Path> left = Files.list(to)) {
                assertThat(left).isEmpty();
            }
        }
    }

    /** An extract can be written once. */
    private record BundleExtractAnew(Checked checked) implements PrivateFiles.Content {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            new BundleExtract(checked).writeTo(out);
        }
    }

    /** How long a bundle is. */
    private static final class BundleLength extends OutputStream {
        private long bytes;

        BundleLength(Checked checked) throws IOException {
            new BundleExtract(checked).writeTo(this);
        }

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes += length;
        }
    }

    /** What a full disk does: takes as much as there is room for, then fails, and goes on failing. */
    private static final class FullAfter extends OutputStream {
        private final OutputStream out;
        private long room;

        FullAfter(OutputStream out, long room) {
            this.out = out;
            this.room = room;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int fits = (int) Math.min(room, length);
            out.write(from, offset, fits);
            room -= fits;
            if (fits < length) {
                throw new IOException(FULL);
            }
        }
    }
}
