package io.tidings.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Frames of HTTP/2 (RFC 9113 §4.1), as no proper client sends them. */
final class Http2 {
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    /** {@code GET /} of {@code localhost} over https: indexed fields (RFC 7541 Appendix A) and one literal. */
    static final byte[] REQUEST = request();

    private static final int HEADER_BYTES = 9;

    private final RawConnection connection;

    private Http2(RawConnection connection) {
        this.connection = connection;
    }

    static Http2 begin(RawConnection connection) throws IOException {
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        Http2 http2 = new Http2(connection);
        http2.frame(SETTINGS, 0, 0, new byte[0]);
        return http2;
    }

    void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        connection.send(bytes(type, flags, stream, payload));
    }

    /** The same frame of the connection itself again and again, a thousand at a time. */
    void flood(int type, byte[] payload, int thousands) throws IOException {
        var frames = new ByteArrayOutputStream();
        byte[] frame = bytes(type, 0, 0, payload);
        for (int i = 0; i < 1_000; i++) {
            frames.writeBytes(frame);
        }
        for (int i = 0; i < thousands; i++) {
            connection.send(frames.toByteArray());
        }
    }

    private static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        byte[] frame = new byte[HEADER_BYTES + payload.length];
        frame[0] = (byte) (payload.length >> 16);
        frame[1] = (byte) (payload.length >> 8);
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[5] = (byte) (stream >> 24);
        frame[6] = (byte) (stream >> 16);
        frame[7] = (byte) (stream >> 8);
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, HEADER_BYTES, payload.length);
        return frame;
    }

    /** A literal field that is not kept (RFC 7541 §6.2.2); the value shorter than 16,383 bytes. */
    static byte[] header(String name, String value) {
        var field = new ByteArrayOutputStream();
        field.write(0);
        string(field, name);
        string(field, value);
        return field.toByteArray();
    }

    private static void string(ByteArrayOutputStream field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < 127) {
            field.write(bytes.length);
        } else {
            int rest = bytes.length - 127;
            field.write(127);
            while (rest >= 128) {
                field.write(rest % 128 + 128);
                rest /= 128;
            }
            field.write(rest);
        }
        field.writeBytes(bytes);
    }

    private static byte[] request() {
        var fields = new ByteArrayOutputStream();
        fields.write(0x82); // :method GET
        fields.write(0x87); // :scheme https
        fields.write(0x84); // :path /
        fields.write(0x01); // :authority, literal
        string(fields, "localhost");
        return fields.toByteArray();
    }
}
