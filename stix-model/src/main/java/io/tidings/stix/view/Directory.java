package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;

/** View of {@code directory} objects (STIX 2.1 §6.3). */
public final class Directory extends ObjectView {
    private Directory(StixObject object) {
        super(object, "directory");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Directory of(StixObject object) {
        return new Directory(object);
    }

    public String path() {
        return members().required("path", members().text("path"));
    }

    public Optional<String> pathEnc() {
        return members().text("path_enc");
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

    /** To directory, file. */
    public List<StixId> containsRefs() {
        return members().references("contains_refs");
    }
}
