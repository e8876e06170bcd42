package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the extension {@code raster-image-ext} (STIX 2.1 §6.7.5). */
public final class RasterImageExt {
    private final Members members;

    RasterImageExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<Long> imageHeight() {
        return members.integer("image_height");
    }

    public Optional<Long> imageWidth() {
        return members.integer("image_width");
    }

    public Optional<Long> bitsPerPixel() {
        return members.integer("bits_per_pixel");
    }

    public Optional<JsonObject> exifTags() {
        return members.object("exif_tags");
    }
}
