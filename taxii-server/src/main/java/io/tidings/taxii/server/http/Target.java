package io.tidings.taxii.server.http;

import java.util.Optional;

/**
 * What a request's path names (chapter 1 of the digest).
 *
 * @param apiRoot begins and ends in {@code /}; empty text where the path has none
 * @param collection id or alias, as sent, decoded; empty text where the path has none
 * @param item object id or status id, as sent, decoded; empty text where the path has none
 */
public record Target(Kind kind, String apiRoot, String collection, String item) {
    /** The resources of TAXII 2.1. */
    public enum Kind {
        DISCOVERY,
        API_ROOT,
        STATUS,
        COLLECTIONS,
        COLLECTION,
        MANIFEST,
        OBJECTS,
        OBJECT,
        VERSIONS,
        /** A path that cannot be anything: 404. */
        NOTHING
    }

    static final Target NOTHING = new Target(Kind.NOTHING, "", "", "");
    static final Target DISCOVERY = new Target(Kind.DISCOVERY, "", "", "");

    /** The {@code {object-id}} of the path. */
    public Optional<String> objectId() {
        return kind == Kind.OBJECT || kind == Kind.VERSIONS ? Optional.of(item) : Optional.empty();
    }
}
