package io.tidings.taxii.client.url;

import java.net.URI;

/** Where a collection and what belongs to it is found (TAXII 2.1 §5). Every path ends in a slash (T-027). */
public record CollectionUrl(ApiRootUrl root, String id) {
    public CollectionUrl {
        PathSegment.of(id);
    }

    public URI url() {
        return below("");
    }

    public URI objects() {
        return below("objects/");
    }

    public URI object(String objectId) {
        return below("objects/" + PathSegment.of(objectId) + "/");
    }

    public URI versions(String objectId) {
        return below("objects/" + PathSegment.of(objectId) + "/versions/");
    }

    public URI manifest() {
        return below("manifest/");
    }

    private URI below(String path) {
        return root.below("collections/" + PathSegment.of(id) + "/" + path);
    }

    @Override
    public String toString() {
        return url().toString();
    }
}
