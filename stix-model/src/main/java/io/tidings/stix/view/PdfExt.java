package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the extension {@code pdf-ext} (STIX 2.1 §6.7.4). */
public final class PdfExt {
    private final Members members;

    PdfExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> version() {
        return members.text("version");
    }

    public Optional<Boolean> isOptimized() {
        return members.flag("is_optimized");
    }

    public Optional<JsonObject> documentInfoDict() {
        return members.object("document_info_dict");
    }

    public Optional<String> pdfid0() {
        return members.text("pdfid0");
    }

    public Optional<String> pdfid1() {
        return members.text("pdfid1");
    }
}
