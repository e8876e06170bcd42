package io.tidings.node.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What certificate an address of our own shows. Nothing is sent there, so any certificate will do. */
final class ShownCertificate {
    private static final int MILLIS = 3_000;

    private ShownCertificate() {}

    /** @throws IOException if nobody listens there, or what does shows no certificate */
    static X509Certificate at(String host, int port) throws IOException {
        Witness witness = new Witness();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), MILLIS);
            plain.setSoTimeout(MILLIS);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness}, null);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                socket.startHandshake();
            }
        } catch (IOException broken) {
            // One that demands a certificate from us ends the handshake after it has shown its own.
            if (witness.seen.get() == null) {
                throw broken;
            }
        } catch (GeneralSecurityException unusable) {
            throw new IOException("TLS cannot be used: " + unusable.getMessage(), unusable);
        }
        X509Certificate seen = witness.seen.get();
        if (seen == null) {
            throw new IOException("it shows no certificate");
        }
        return seen;
    }

    /** Remembers what it was shown. */
    private static final class Witness extends X509ExtendedTrustManager {
        private final AtomicReference<X509Certificate> seen = new AtomicReference<>();

        private void see(X509Certificate[] chain) {
            seen.set(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            see(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            see(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            see(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
