package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of the extension {@code ntfs-ext} (STIX 2.1 §6.7.3). */
public final class NtfsExt {
    private final Members members;

    NtfsExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> sid() {
        return members.text("sid");
    }

    public List<AlternateDataStream> alternateDataStreams() {
        return members.parts("alternate_data_streams", AlternateDataStream::new);
    }
}
