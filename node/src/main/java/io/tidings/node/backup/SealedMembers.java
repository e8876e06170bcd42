package io.tidings.node.backup;

import io.tidings.node.cms.OpeningKey;
import io.tidings.node.operations.OperationException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The members of an encrypted backup, read as they come, so that nothing of it lies on a disk in the clear and it may be
 * of any length.
 *
 * <p>It is read to its end first: only there is the proof that nothing of it was changed.
 */
final class SealedMembers implements Members {
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final OpeningKey key;
    private final Set<String> names = new LinkedHashSet<>();
    private byte[] manifest = {};
    private ZipInputStream reading;

    /** @throws DamagedBackupException if it is not what was written */
    SealedMembers(Path file, OpeningKey key) throws IOException {
        this.file = file;
        this.key = key;
        try {
            prove();
        } catch (OperationException told) {
            throw told;
        } catch (IOException | RuntimeException changed) { // the parser of CMS throws both at what it cannot read
            throw new DamagedBackupException(
                    file,
                    "it is not what was encrypted, or breaks off (" + changed.getMessage() + ")",
                    new IOException(changed));
        }
        this.reading = fromTheStart();
    }

    /** Whether a file looks encrypted: CMS begins with a sequence (ASN.1), a ZIP with its first member. */
    static boolean areIn(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x30;
        }
    }

    private void prove() throws IOException {
        try (InputStream content = content();
                ZipInputStream zip = new ZipInputStream(content, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!names.add(entry.getName())) {
                    throw new IOException("it holds " + entry.getName() + " twice");
                }
                if (entry.getName().equals(Manifest.NAME)) {
                    manifest = zip.readNBytes(Manifest.MOST_BYTES);
                }
                zip.transferTo(OutputStream.nullOutputStream());
            }
            content.transferTo(OutputStream.nullOutputStream()); // the ZIP's list of members, and the proof behind it
        }
    }

    private InputStream content() throws IOException {
        InputStream sealed = Files.newInputStream(file);
        try {
            return new FilterInputStream(key.open(new BufferedInputStream(sealed, BUFFER))) {
                @Override
                public void close() throws IOException {
                    sealed.close(); // the stream above it would look for the proof, also where one stops early
                }
            };
        } catch (IOException | RuntimeException failed) {
            sealed.close();
            throw failed;
        }
    }

    private ZipInputStream fromTheStart() throws IOException {
        return new ZipInputStream(new BufferedInputStream(content(), BUFFER), StandardCharsets.UTF_8);
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public byte[] manifest() throws IOException {
        if (!names.contains(Manifest.NAME)) {
            throw new DamagedBackupException(file, "its member " + Manifest.NAME + " is missing");
        }
        return manifest;
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (!advance(name)) {
            reading.close();
            reading = fromTheStart();
            if (!advance(name)) {
                throw new DamagedBackupException(file, "its member " + name + " is missing");
            }
        }
        return new FilterInputStream(reading) {
            @Override
            public void close() {
                // It goes on to the next member.
            }
        };
    }

    private boolean advance(String name) throws IOException {
        ZipEntry entry = reading.getNextEntry();
        while (entry != null && !entry.getName().equals(name)) {
            entry = reading.getNextEntry();
        }
        return entry != null;
    }

    @Override
    public void close() throws IOException {
        reading.close();
    }
}
