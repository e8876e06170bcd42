package io.tidings.node.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The members of a backup that is not encrypted: a ZIP, read wherever needed. */
final class PlainMembers implements Members {
    private final Path file;
    private final ZipFile zip;

    /** @throws DamagedBackupException if it is no ZIP, or not whole */
    PlainMembers(Path file) throws IOException {
        this.file = file;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException broken) {
            throw new DamagedBackupException(
                    file,
                    "its list of members, which is at its end, is not whole (" + broken.getMessage() + ")",
                    broken);
        }
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        zip.stream().map(ZipEntry::getName).forEach(names::add);
        return names;
    }

    @Override
    public byte[] manifest() throws IOException {
        ZipEntry entry = entry(Manifest.NAME);
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(Manifest.MOST_BYTES);
        } catch (ZipException broken) {
            throw new DamagedBackupException(file, "its member manifest.json cannot be unpacked", broken);
        }
        // Nothing else says what it should be, and the JDK does not look at the check sum.
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (sum.getValue() != entry.getCrc()) {
            throw new DamagedBackupException(file, "its member manifest.json is not what was written");
        }
        return bytes;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return zip.getInputStream(entry(name));
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new DamagedBackupException(file, "its member " + name + " is missing");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
