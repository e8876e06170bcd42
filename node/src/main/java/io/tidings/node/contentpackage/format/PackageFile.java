package io.tidings.node.contentpackage.format;

import io.tidings.node.cms.OpeningKey;
import io.tidings.node.cms.SealedForm;
import io.tidings.node.operations.OperationException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A package as it lies on a disk, encrypted or not; what it holds can be read more than once. */
public final class PackageFile {
    private static final int BUFFER = 256 << 10;
    private static final int CMS = 0x30;
    private static final int MOST_ENDINGS = 32;

    private final Path file;
    private final Optional<OpeningKey> key;
    private final Optional<SealedForm> sealed;

    private PackageFile(Path file, Optional<OpeningKey> key, Optional<SealedForm> sealed) {
        this.file = file;
        this.key = key;
        this.sealed = sealed;
    }

    /**
     * @param key opens it if it is encrypted
     * @throws PackageFaultException if it is no regular file, or encrypted and there is no key
     */
    public static PackageFile of(Path file, Optional<OpeningKey> key) throws IOException, PackageFaultException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new java.nio.file.NoSuchFileException(file.toString());
            }
            throw new PackageFaultException(Fault.STRUCTURE, "it is no regular file");
        }
        boolean encrypted = isEncrypted(file);
        if (encrypted && key.isEmpty()) {
            throw new PackageFaultException(Fault.ENCRYPTED, "it is encrypted");
        }
        return new PackageFile(file, key, encrypted ? Optional.of(SealedForm.of(file)) : Optional.empty());
    }

    /** Whether a file looks encrypted: CMS begins with a sequence (ASN.1), a ZIP with its first member. */
    public static boolean isEncrypted(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == CMS;
        }
    }

    public Path path() {
        return file;
    }

    public boolean isEncrypted() {
        return sealed.isPresent();
    }

    /**
     * The ZIP. Of a package encrypted by AES-GCM the end of the stream is the proof that nothing was changed; of one by SM4-CBC
     * nothing is proven before the signature in it holds.
     *
     * @throws PackageFaultException if it is encrypted to others
     */
    InputStream open() throws IOException, PackageFaultException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        if (sealed.isEmpty()) {
            return raw;
        }
        try {
            return new Opened(decrypted(raw), raw);
        } catch (PackageFaultException notOpened) {
            raw.close();
            throw notOpened;
        } catch (OperationException notForUs) {
            raw.close();
            throw new PackageFaultException(Fault.RECIPIENT, String.valueOf(notForUs.getMessage()), notForUs);
        } catch (IOException | RuntimeException wrong) { // the parser of CMS throws both at what it cannot read
            raw.close();
            throw new PackageFaultException(Fault.STRUCTURE, "it cannot be decrypted: " + wrong.getMessage(), wrong);
        }
    }

    private InputStream decrypted(InputStream raw) throws IOException, PackageFaultException {
        OpeningKey opening = key.orElseThrow();
        return isProven() ? opening.open(raw) : opening.openUnproven(raw).orElseThrow(PackageFile::notOpened);
    }

    private boolean isProven() {
        return sealed.map(SealedForm::isProven).orElse(true);
    }

    /**
     * What may be told of a fault that was found before the signature held. An answer that depends on what changed bytes
     * decrypt to would tell whoever changed them about the rest, so the file is read to its end first, and told is only what
     * is proven.
     *
     * @param content as {@link #open} gave it
     */
    PackageFaultException told(PackageFaultException found, InputStream content) {
        if (sealed.isEmpty()) {
            return found;
        }
        try {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException changed) {
            return isProven() ? changed() : notOpened();
        }
        return isProven() ? found : notOpened();
    }

    private static PackageFaultException changed() {
        return new PackageFaultException(Fault.STRUCTURE, "it is not what was encrypted, or breaks off");
    }

    // One answer for the wrong key, wrong padding and changed bytes.
    private static PackageFaultException notOpened() {
        return new PackageFaultException(
                Fault.NOT_OPENED, "it is encrypted to another key than the one at hand, or was changed on its way");
    }

    /** What was decrypted; closing it closes the file. */
    private static final class Opened extends FilterInputStream {
        private final InputStream raw;
        private boolean broken; // and stays so, however the stream below goes on

        Opened(InputStream content, InputStream raw) {
            super(content);
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (broken) {
                throw new IOException("it could not be decrypted");
            }
            broken = true;
            int count;
            try {
                count = in.read(to, offset, length);
            } catch (RuntimeException wrong) {
                throw new IOException("it cannot be decrypted: " + wrong.getMessage(), wrong);
            }
            if (count < 0) {
                requireEnd();
            }
            broken = false;
            return count;
        }

        // What ends the structures of CMS is left, up to a few zeroes; nothing else may be.
        private void requireEnd() throws IOException {
            byte[] left = raw.readNBytes(MOST_ENDINGS + 1);
            boolean zeroes = left.length <= MOST_ENDINGS;
            for (byte each : left) {
                zeroes &= each == 0;
            }
            if (!zeroes) {
                throw new IOException("there is something behind what is encrypted");
            }
        }

        @Override
        public void close() throws IOException {
            raw.close(); // the stream above it would look for the proof, also where one stops early
        }
    }
}
