package io.tidings.benchmark;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * One HTTPS connection that asks and waits, HTTP/1.1, with as little work of its own as can be: it shares the machine
 * with what it measures. For one thread.
 */
final class Connection implements Closeable {
    private static final int BUFFER = 256 << 10;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String fixedHeaders;
    private byte[] body = new byte[1 << 20];
    private int length;

    Connection(SSLContext tls, int port, String fixedHeaders) throws IOException {
        var plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.socket = tls.getSocketFactory().createSocket(plain, "localhost", port, true);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
        this.fixedHeaders = "Host: localhost:" + port + "\r\n" + fixedHeaders;
    }

    /** What the server answered; its body is that of the connection, until the next request. */
    record Reply(int status, Map<String, String> headers) {
        Reply expect(int wanted) throws IOException {
            if (status != wanted) {
                throw new IOException("answered " + status + " where " + wanted + " was expected");
            }
            return this;
        }

        String header(String lowerCaseName) throws IOException {
            String value = headers.get(lowerCaseName);
            if (value == null) {
                throw new IOException("the answer has no header " + lowerCaseName);
            }
            return value;
        }
    }

    Reply get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\n" + fixedHeaders + "Accept: application/taxii+json;version=2.1\r\n\r\n");
        return receive();
    }

    Reply post(String path, byte[] content, int contentLength) throws IOException {
        beginPost(path, contentLength);
        out.write(content, 0, contentLength);
        return receive();
    }

    /** The head of a POST whose body follows by {@link #write} and ends with {@link #receive}. */
    void beginPost(String path, long contentLength) throws IOException {
        send("POST " + path + " HTTP/1.1\r\n" + fixedHeaders + "Accept: application/taxii+json;version=2.1\r\n"
                + "Content-Type: application/taxii+json;version=2.1\r\nContent-Length: " + contentLength + "\r\n\r\n");
    }

    void write(byte[] content, int from, int count) throws IOException {
        out.write(content, from, count);
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Reply receive() throws IOException {
        String status = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        length = 0;
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                take(size);
                line();
            }
            line();
        } else {
            take(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        return new Reply(Integer.parseInt(status.split(" ")[1]), headers);
    }

    private void take(int count) throws IOException {
        if (length + count > body.length) {
            body = Arrays.copyOf(body, Math.max(length + count, body.length * 2));
        }
        if (in.readNBytes(body, length, count) < count) {
            throw new EOFException("the connection ended within a body");
        }
        length += count;
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("the connection ended within a head");
            }
            if (each != '\r') {
                line.append((char) each);
            }
        }
        return line.toString();
    }

    byte[] body() {
        return body;
    }

    int length() {
        return length;
    }

    /** The bytes as they come, for a reader that wants to be slow. */
    int readOne() throws IOException {
        return in.read();
    }

    String text() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
