package io.tidings.node.listener;

import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * One listener.
 *
 * @param name in the log
 * @param port 0 means any free one
 * @param tls absent means plain HTTP
 * @param proxyHeader in which a trusted proxy states the client's address; absent means none is believed
 */
public record ListenerOptions(
        String name, String bind, int port, Optional<Tls> tls, Optional<ProxyHeader> proxyHeader) {

    /** How proxies state whom they speak for. */
    public enum ProxyHeader {
        /** {@code X-Forwarded-For} and its like. */
        X_FORWARDED,
        /** RFC 7239. */
        FORWARDED
    }

    /**
     * @param keys presents the node's certificate; asked at every handshake
     * @param trust decides on clients' certificates; asked at every handshake
     * @param demandsCertificate whether a handshake without one fails
     */
    public record Tls(X509ExtendedKeyManager keys, X509TrustManager trust, boolean demandsCertificate) {}
}
