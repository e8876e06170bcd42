package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import java.util.Map;
import java.util.Optional;

/** View of {@code artifact} objects (STIX 2.1 §6.1). */
public final class Artifact extends ObjectView {
    private Artifact(StixObject object) {
        super(object, "artifact");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static Artifact of(StixObject object) {
        return new Artifact(object);
    }

    public Optional<String> mimeType() {
        return members().text("mime_type");
    }

    public Optional<String> payloadBin() {
        return members().text("payload_bin");
    }

    public Optional<String> url() {
        return members().text("url");
    }

    public Map<String, String> hashes() {
        return members().textsByKey("hashes");
    }

    /** A value of {@code encryption-algorithm-enum}. */
    public Optional<String> encryptionAlgorithm() {
        return members().text("encryption_algorithm");
    }

    public Optional<String> decryptionKey() {
        return members().text("decryption_key");
    }
}
