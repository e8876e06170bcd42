package io.tidings.node.contentpackage.format;

import io.tidings.node.contentpackage.zip.ZipMember;
import io.tidings.node.contentpackage.zip.ZipReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The content of a package that was checked, read again part by part: each is compared with what was signed before it is
 * handed out, so that nothing is used that came into the file after the check. For one thread.
 */
public final class PackageContent implements Closeable {
    private final Checked checked;
    private final InputStream in;
    private final ZipReader zip;
    private Optional<ZipMember> file = Optional.empty();

    private PackageContent(Checked checked, InputStream in) {
        this.checked = checked;
        this.in = in;
        this.zip = new ZipReader(in);
    }

    public static PackageContent of(Checked checked) throws IOException, PackageFaultException {
        return new PackageContent(checked, checked.file().open());
    }

    /**
     * A page of objects.
     *
     * @param number from 1
     * @param objects an envelope
     * @param provenance of them
     */
    public record Page(int number, byte[] objects, Optional<PageChains> provenance) {}

    /** The next page, or empty after the last. */
    public Optional<Page> next() throws IOException, PackageFaultException {
        Optional<PageChains> provenance = Optional.empty();
        for (Optional<ZipMember> each = zip.next(); each.isPresent(); each = zip.next()) {
            ZipMember member = each.get();
            if (member.name().equals(Names.MANIFEST)) {
                return Optional.empty();
            }
            if (Names.isObjects(member.name())) {
                return Optional.of(new Page(number(member), proven(member), provenance));
            }
            if (Names.isProvenance(member.name())) {
                provenance = Optional.of(PageChainsReader.read(proven(member)));
            }
        }
        return Optional.empty();
    }

    /** The next file, or empty after the last; what it holds is proven when {@link #copy} returns. */
    public Optional<String> nextFile() throws IOException {
        Optional<ZipMember> next = zip.next();
        file = next;
        return next.map(ZipMember::name).filter(Names::isFile);
    }

    /**
     * Writes the file that {@link #nextFile} named.
     *
     * @throws PackageFaultException if it is not what was signed; what was written is to be thrown away
     */
    public void copy(OutputStream out) throws IOException, PackageFaultException {
        ZipMember member = file.orElseThrow();
        MessageDigest digest = Digests.sha256();
        zip.content(member).transferTo(new DigestOutputStream(out, digest));
        requireSigned(member, Digests.text(digest.digest()));
    }

    private static int number(ZipMember member) {
        return Integer.parseInt(member.name().replaceAll("\\D", ""));
    }

    private byte[] proven(ZipMember member) throws IOException, PackageFaultException {
        if (member.bytes() > PartReader.MOST_BYTES || member.packedBytes() > PartReader.MOST_BYTES) {
            throw changed(member);
        }
        byte[] content = PartReader.content(member, zip.packed(member));
        requireSigned(member, Digests.of(content));
        return content;
    }

    private void requireSigned(ZipMember member, String sha256) throws PackageFaultException {
        if (!sha256.equals(checked.sums().get(member.name()))) {
            throw changed(member);
        }
    }

    private static PackageFaultException changed(ZipMember member) {
        return new PackageFaultException(Fault.SUM, member.name() + " was changed after the package was checked");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
