package io.tidings.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/** A TLS connection on which a test writes whatever bytes it likes. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int USUAL_BUFFER = 128 << 10;

    private final SSLSocket socket;
    private final InputStream in;

    private RawConnection(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** @param protocol by ALPN, such as {@code h2} */
    static RawConnection open(URI server, Optional<X509ExtendedKeyManager> key, String protocol)
            throws IOException, GeneralSecurityException {
        return open(server, key, protocol, USUAL_BUFFER);
    }

    /** @param buffer bytes that the system takes in before somebody reads them */
    static RawConnection open(URI server, Optional<X509ExtendedKeyManager> key, String protocol, int buffer)
            throws IOException, GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(
                key.map(one -> new KeyManager[] {one}).orElse(null),
                new TrustManager[] {new AnyServer()},
                new SecureRandom());
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket();
        socket.setReceiveBufferSize(buffer);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setSoTimeout(PATIENCE_MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new RawConnection(socket);
    }

    static RawConnection open(URI server) throws IOException, GeneralSecurityException {
        return open(server, Optional.empty(), "http/1.1");
    }

    /** The head of a request, without the empty line that ends it. */
    static String head(String method, String path, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials
                + "\r\nAccept: " + TaxiiCaller.MEDIA_TYPE + "\r\n"
                + (method.equals("POST") ? "Content-Type: " + TaxiiCaller.MEDIA_TYPE + "\r\n" : "");
    }

    /** How long {@link #reply} and {@link #read} wait for a byte. */
    RawConnection patient(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        return this;
    }

    /** The next byte, -1 at the end. */
    int read() throws IOException {
        return in.read();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** A reply's status and body; status 0 if the connection was closed instead. */
    record Reply(int status, String body) {}

    Reply reply() throws IOException {
        return reply(Integer.MAX_VALUE);
    }

    /** @param most bytes of the body to take */
    Reply reply(int most) throws IOException {
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return new Reply(0, head.toString());
                }
                head.append((char) next);
            }
            int length = header(head.toString(), "content-length:");
            return new Reply(
                    Integer.parseInt(head.substring(9, 12)),
                    new String(in.readNBytes(Math.min(most, Math.max(length, 0))), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException reset) {
            return new Reply(0, reset.toString());
        }
    }

    private static int header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(-1);
    }

    /** Reads until the other side closes, up to 1 MiB. */
    byte[] rest() {
        var all = new ByteArrayOutputStream();
        try {
            byte[] buffer = new byte[8192];
            int count = in.read(buffer);
            while (count >= 0 && all.size() < 1 << 20) {
                all.write(buffer, 0, count);
                count = in.read(buffer);
            }
        } catch (IOException reset) {
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    /** Reads until the other side closes or resets; returns how much came. */
    long drain() throws SocketTimeoutException {
        long count = 0;
        try {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
        } catch (SocketTimeoutException stillOpen) {
            throw stillOpen;
        } catch (IOException reset) {
            return count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
