package io.tidings.taxii.server.transport;

import io.tidings.taxii.server.backend.Credentials;
import io.tidings.taxii.server.http.AuthorizationHeader;
import io.tidings.taxii.server.http.Request;
import io.tidings.taxii.server.http.RequestHeaders;
import io.tidings.taxii.server.http.TargetParser;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Takes what is needed from a Vert.x request, on its event loop. */
public final class RequestReader {
    private final Optional<String> baseUrl;
    private final RandomGenerator random;

    /**
     * @param publicBaseUrl as clients see this server; else what each request says
     * @param random for the requests' ids; used from several threads
     */
    public RequestReader(Optional<URI> publicBaseUrl, RandomGenerator random) {
        this.baseUrl = publicBaseUrl.map(url -> url.toString().replaceAll("/+$", ""));
        this.random = random;
    }

    Request read(HttpServerRequest request) {
        Optional<Credentials> credentials = AuthorizationHeader.parse(
                        request.headers().getAll("Authorization"))
                .map(scheme -> new Credentials(scheme, certificates(request), remoteAddress(request)));
        return new Request(
                HexFormat.of().toHexDigits(random.nextLong()),
                request.method().name(),
                TargetParser.parse(Optional.ofNullable(request.path()).orElse("")),
                Optional.ofNullable(request.query()).orElse(""),
                headers(request),
                baseUrl.orElseGet(() -> asAddressed(request)),
                credentials);
    }

    private static RequestHeaders headers(HttpServerRequest request) {
        return new RequestHeaders(
                header(request, "Accept"),
                header(request, "Content-Type"),
                header(request, "Content-Encoding"),
                header(request, "Content-Length").flatMap(RequestReader::length),
                header(request, "User-Agent"));
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        List<String> values = request.headers().getAll(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    private static Optional<Long> length(String text) {
        try {
            return Optional.of(Long.parseLong(text.trim()));
        } catch (NumberFormatException undeclared) {
            return Optional.empty();
        }
    }

    /** Behind a proxy, what its headers say where the router was told to heed them. */
    private static String asAddressed(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? "" : request.scheme() + "://" + authority;
    }

    private static String remoteAddress(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        if (address == null) {
            return "";
        }
        return Optional.ofNullable(address.hostAddress())
                .or(() -> Optional.ofNullable(address.host()))
                .orElse("");
    }

    private static List<X509Certificate> certificates(HttpServerRequest request) {
        if (!request.isSSL()) {
            return List.of();
        }
        try {
            return request.connection().peerCertificates().stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }
}
