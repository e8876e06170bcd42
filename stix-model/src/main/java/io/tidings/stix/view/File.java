package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** View of {@code file} objects (STIX 2.1 §6.7). */
public final class File extends ObjectView {
    private File(StixObject object) {
        super(object, "file");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static File of(StixObject object) {
        return new File(object);
    }

    public Map<String, String> hashes() {
        return members().textsByKey("hashes");
    }

    public Optional<Long> size() {
        return members().integer("size");
    }

    public Optional<String> name() {
        return members().text("name");
    }

    public Optional<String> nameEnc() {
        return members().text("name_enc");
    }

    public Optional<String> magicNumberHex() {
        return members().text("magic_number_hex");
    }

    public Optional<String> mimeType() {
        return members().text("mime_type");
    }

    public Optional<StixTimestamp> ctime() {
        return members().time("ctime");
    }

    public Optional<StixTimestamp> mtime() {
        return members().time("mtime");
    }

    public Optional<StixTimestamp> atime() {
        return members().time("atime");
    }

    /** To directory. */
    public Optional<StixId> parentDirectoryRef() {
        return members().reference("parent_directory_ref");
    }

    public List<StixId> containsRefs() {
        return members().references("contains_refs");
    }

    /** To artifact. */
    public Optional<StixId> contentRef() {
        return members().reference("content_ref");
    }

    public Optional<ArchiveExt> archiveExt() {
        return extensionMembers("archive-ext").map(ArchiveExt::new);
    }

    public Optional<NtfsExt> ntfsExt() {
        return extensionMembers("ntfs-ext").map(NtfsExt::new);
    }

    public Optional<PdfExt> pdfExt() {
        return extensionMembers("pdf-ext").map(PdfExt::new);
    }

    public Optional<RasterImageExt> rasterImageExt() {
        return extensionMembers("raster-image-ext").map(RasterImageExt::new);
    }

    public Optional<WindowsPebinaryExt> windowsPebinaryExt() {
        return extensionMembers("windows-pebinary-ext").map(WindowsPebinaryExt::new);
    }
}
