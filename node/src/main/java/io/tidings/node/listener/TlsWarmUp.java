package io.tidings.node.listener;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Has the JVM load and compile what TLS and a first request need, before the first client comes.
 *
 * <p>Until AES-GCM is compiled it crawls: without this the first request after a start takes seconds, and so do the first
 * downloads. Nothing leaves this process but requests to its own listener.
 */
public final class TlsWarmUp {
    /** Each client takes one of them. */
    private static final List<String> SUITES = List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");

    private static final int ANSWER_MILLIS = 10_000; // on a machine that is busy with other things too
    private static final int MOST_ANSWER_BYTES = 64 << 10;

    private final X509ExtendedKeyManager keys;
    private final OnlyOwn trust;
    private final SecureRandom random;

    /** @param own the certificate that {@code keys} shows */
    public TlsWarmUp(X509ExtendedKeyManager keys, X509Certificate own, SecureRandom random) {
        this.keys = keys;
        this.trust = new OnlyOwn(own);
        this.random = random;
    }

    /**
     * Has two engines in memory shake hands with the node's own key and send each other data, on the caller's thread.
     * Ends after about {@code time}, at the earliest with one handshake for each suite.
     *
     * @param mostBytes each way
     * @return the bytes that went each way
     * @throws GeneralSecurityException if the key is not one for TLS
     * @throws SSLException if there is no handshake with it
     */
    public long inMemory(Duration time, long mostBytes) throws GeneralSecurityException, SSLException {
        long end = System.nanoTime() + time.toNanos();
        SSLContext context = context(new KeyManager[] {keys});
        long bytes = 0;
        for (String suite : SUITES) {
            Pair pair = new Pair(context, suite);
            pair.shakeHands();
            bytes += pair.exchange(end, mostBytes / SUITES.size());
        }
        return bytes;
    }

    /**
     * Asks the listener at {@code address}, which must show the node's own certificate, for {@code path}, without
     * credentials. What it answers does not matter.
     *
     * @throws IOException if it does not answer within seconds
     */
    public void request(InetSocketAddress address, String path) throws GeneralSecurityException, IOException {
        var plain = new Socket();
        try (plain) {
            plain.connect(address, ANSWER_MILLIS);
            plain.setSoTimeout(ANSWER_MILLIS);
            try (SSLSocket socket = (SSLSocket) context(new KeyManager[0])
                    .getSocketFactory()
                    .createSocket(plain, address.getHostString(), address.getPort(), true)) {
                String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                InputStream answer = socket.getInputStream();
                if (answer.readNBytes(MOST_ANSWER_BYTES).length == 0) {
                    throw new IOException("the listener at " + address + " closed without an answer");
                }
            }
        }
    }

    private SSLContext context(KeyManager[] shown) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, new TrustManager[] {trust}, random);
        return context;
    }

    /** Takes the one certificate and no other. */
    private static final class OnlyOwn extends X509ExtendedTrustManager {
        private final X509Certificate own;

        OnlyOwn(X509Certificate own) {
            this.own = own;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (chain.length == 0 || !chain[0].equals(own)) {
                throw new CertificateException("this is another certificate than the node's own");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this trust is for a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A client and a server without a network between them. */
    private static final class Pair {
        private final SSLEngine client;
        private final SSLEngine server;
        private final ByteBuffer toServer;
        private final ByteBuffer toClient;
        private final ByteBuffer received;
        private final ByteBuffer nothing = ByteBuffer.allocate(0);

        Pair(SSLContext context, String suite) {
            client = context.createSSLEngine("localhost", 0);
            client.setUseClientMode(true);
            client.setEnabledCipherSuites(new String[] {suite});
            server = context.createSSLEngine();
            server.setUseClientMode(false);
            int packet = 2 * server.getSession().getPacketBufferSize();
            toServer = ByteBuffer.allocate(packet);
            toClient = ByteBuffer.allocate(packet);
            received = ByteBuffer.allocate(server.getSession().getApplicationBufferSize());
        }

        void shakeHands() throws SSLException {
            client.beginHandshake();
            server.beginHandshake();
            while (isShaking(client) || isShaking(server)) {
                step(client, toServer, toClient);
                step(server, toClient, toServer);
            }
        }

        /** Sends records each way until {@code end} or {@code mostBytes}; returns the bytes sent each way. */
        long exchange(long end, long mostBytes) throws SSLException {
            byte[] record = new byte[received.capacity() / 2];
            long bytes = 0;
            while (bytes < mostBytes && System.nanoTime() < end) {
                send(server, client, toClient, record);
                send(client, server, toServer, record);
                bytes += record.length;
            }
            return bytes;
        }

        private static boolean isShaking(SSLEngine engine) {
            return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
        }

        private void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> require(engine.wrap(nothing, out));
                default -> receive(engine, in);
            }
        }

        private void send(SSLEngine from, SSLEngine to, ByteBuffer wire, byte[] record) throws SSLException {
            require(from.wrap(ByteBuffer.wrap(record), wire));
            receive(to, wire);
        }

        private void receive(SSLEngine engine, ByteBuffer wire) throws SSLException {
            wire.flip();
            try {
                boolean more = wire.hasRemaining();
                while (more) {
                    received.clear();
                    SSLEngineResult result = engine.unwrap(wire, received);
                    more = wire.hasRemaining()
                            && result.bytesConsumed() > 0
                            && engine.getHandshakeStatus() != HandshakeStatus.NEED_TASK
                            && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
                }
            } finally {
                wire.compact();
            }
        }

        private static void require(SSLEngineResult result) throws SSLException {
            if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException("an engine in memory answered " + result);
            }
        }
    }
}
