package io.tidings.taxii.client.url;

import java.net.URI;
import java.util.Locale;

/**
 * The URL of an API root, checked and ending in a slash (TAXII 2.1 §4.1.1, T-098, T-099, X-36).
 *
 * @param url absolute, without query and fragment
 */
public record ApiRootUrl(URI url) {

    /** @throws IllegalArgumentException if {@code url} cannot be an API root; the message says why */
    public ApiRootUrl {
        Origin.of(url);
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException("an API root has no query (TAXII 2.1 §4.1.1): " + url);
        }
        String path = url.getRawPath();
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.contains("%2e") || lower.contains("%2f") || lower.contains("%5c")) {
            throw new IllegalArgumentException("an API root's path hides dots or slashes in escapes: " + url);
        }
        url = url.normalize();
        if (url.getRawPath().startsWith("/..")) {
            throw new IllegalArgumentException("an API root's path leads above the server's root: " + url);
        }
        if (!path.endsWith("/")) {
            url = url.resolve(url.getRawPath().substring(url.getRawPath().lastIndexOf('/') + 1) + "/");
        }
    }

    public static ApiRootUrl of(String url) {
        return new ApiRootUrl(URI.create(url));
    }

    /** As read in a discovery resource at {@code base}: absolute, or relative with exactly one slash in front. */
    public static ApiRootUrl resolve(URI base, String reference) {
        if (reference.startsWith("//") || reference.startsWith("../")) {
            throw new IllegalArgumentException(
                    "a relative API root begins with exactly one slash (TAXII 2.1 §4.1.1): " + reference);
        }
        return new ApiRootUrl(base.resolve(URI.create(reference.trim())));
    }

    public URI collections() {
        return below("collections/");
    }

    /** @param id a UUID by the standard; any text in practice (a public server uses other forms), or an alias */
    public CollectionUrl collection(String id) {
        return new CollectionUrl(this, id);
    }

    public URI status(String id) {
        return below("status/" + PathSegment.of(id) + "/");
    }

    URI below(String path) {
        return URI.create(url + path);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
