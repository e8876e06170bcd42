package io.tidings.node.contentpackage.format;

import io.tidings.node.file.PrivateFiles;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The objects of a package that was checked as one STIX bundle (STIX 2.1 §8), their bytes as they are. Its id is made of
 * the package's digest, so that the same package gives the same bundle. Objects that are none are left out.
 */
public final class BundleExtract implements PrivateFiles.Content {
    private static final int BUFFER = 256 << 10;

    private final Checked checked;
    private boolean first = true;

    public BundleExtract(Checked checked) {
        this.checked = checked;
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        var out = new BufferedOutputStream(to, BUFFER);
        UUID id = UUID.nameUUIDFromBytes(checked.sha256().getBytes(StandardCharsets.US_ASCII));
        write(out, "{\"type\":\"bundle\",\"id\":\"bundle--" + id + "\",\"objects\":[");
        try (PackageContent content = PackageContent.of(checked)) {
            if (checked.markings().length > 0) {
                envelope(out, checked.markings());
            }
            for (Optional<PackageContent.Page> page = content.next(); page.isPresent(); page = content.next()) {
                envelope(out, page.get().objects());
            }
        } catch (PackageFaultException | MalformedContentException changed) {
            throw new IOException(changed.getMessage(), changed);
        }
        write(out, "]}\n");
        out.flush();
    }

    private void envelope(OutputStream out, byte[] envelope) throws IOException, MalformedContentException {
        try (ContentReader reader = ContentReader.over(envelope, PartReader.BOUNDS)) {
            for (Optional<Element> each = reader.next(); each.isPresent(); each = reader.next()) {
                if (each.get() instanceof Element.Sound sound) {
                    object(out, sound.object().bytes());
                }
            }
        }
    }

    private void object(OutputStream out, ByteSlice bytes) throws IOException {
        if (!first) {
            out.write(',');
        }
        first = false;
        bytes.writeTo(out);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
