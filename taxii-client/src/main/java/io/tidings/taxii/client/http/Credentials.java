package io.tidings.taxii.client.http;

import io.tidings.taxii.client.auth.Auth;
import io.tidings.taxii.client.url.Origin;
import java.net.URI;
import java.util.Set;

/**
 * Who we say we are, and to whom. Origins not listed are asked without {@code Authorization} and without the client
 * certificate.
 */
public record Credentials(Auth auth, Set<Origin> origins) {
    public Credentials {
        origins = Set.copyOf(origins);
    }

    boolean goTo(URI url) {
        return origins.contains(Origin.of(url));
    }
}
