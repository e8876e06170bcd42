package io.tidings.node.contentpackage.format;

import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.TimeStampQuestion;
import io.tidings.node.contentpackage.zip.PackedMember;
import io.tidings.node.contentpackage.zip.ZipMember;
import io.tidings.node.contentpackage.zip.ZipReader;
import io.tidings.node.contentpackage.zip.ZipWriter;
import io.tidings.node.file.PrivateFiles;
import io.tidings.stix.bytes.ByteSlice;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A package that was checked with a time stamp beside its signature, for those whose authority is reached by courier: all
 * else stays to the byte, its digest included.
 */
public final class StampedCopy implements PrivateFiles.Content {
    private static final int BUFFER = 256 << 10;

    private final Checked checked;
    private final byte[] signature;

    private StampedCopy(Checked checked, byte[] signature) {
        this.checked = checked;
        this.signature = signature;
    }

    /**
     * A package that can be stamped.
     *
     * @throws PackageFaultException if it is encrypted: then nobody but its recipient can put anything into it
     */
    public static PackageFile file(Path file) throws IOException, PackageFaultException {
        if (Files.isRegularFile(file) && PackageFile.isEncrypted(file)) {
            throw new PackageFaultException(
                    Fault.KIND,
                    "it is encrypted, and cannot be stamped by file any more: make it without encryption, or while the"
                            + " authority (packages.time-stamp) can be reached");
        }
        return PackageFile.of(file, Optional.empty());
    }

    /** What its authority is to be asked. */
    public static TimeStampQuestion question(Checked checked) throws IOException, PackageFaultException {
        return TimeStampQuestion.over(DetachedSignature.value(signature(checked)), Optional.empty());
    }

    /**
     * @param answer of the authority, to {@link #question}
     * @throws IOException if it is none, or of another package
     */
    public static StampedCopy of(Checked checked, byte[] answer) throws IOException, PackageFaultException {
        byte[] signature = signature(checked);
        byte[] token = TimeStampQuestion.over(DetachedSignature.value(signature), Optional.empty())
                .token(answer);
        return new StampedCopy(checked, DetachedSignature.stamped(signature, token));
    }

    private static byte[] signature(Checked checked) throws IOException, PackageFaultException {
        try (InputStream in = checked.file().open()) {
            var zip = new ZipReader(in);
            for (Optional<ZipMember> each = zip.next(); each.isPresent(); each = zip.next()) {
                if (each.get().name().equals(Names.SIGNATURE)) {
                    return zip.content(each.get()).readAllBytes();
                }
            }
        }
        throw new PackageFaultException(Fault.SIGNATURE, "the member " + Names.SIGNATURE + " is missing");
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        var out = new BufferedOutputStream(to, BUFFER);
        var writer = new ZipWriter(out);
        try (InputStream in = checked.file().open()) {
            var zip = new ZipReader(in);
            for (Optional<ZipMember> each = zip.next(); each.isPresent(); each = zip.next()) {
                if (each.get().name().equals(Names.SIGNATURE)) {
                    writer.add(PackedMember.stored(Names.SIGNATURE, List.of(ByteSlice.of(signature))));
                } else {
                    writer.add(each.get(), zip.raw());
                }
            }
        } catch (PackageFaultException changed) {
            throw new IOException(changed.getMessage(), changed);
        }
        writer.finish();
    }
}
