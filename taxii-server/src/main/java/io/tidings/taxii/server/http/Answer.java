package io.tidings.taxii.server.http;

import io.tidings.stix.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes back, but for {@code Content-Type} and {@code Content-Length}, which are the same on all.
 *
 * @param body pieces in order; a large body is never put together
 * @param ignored names of filters in the request that were ignored, for the log
 */
public record Answer(int status, List<Header> headers, List<ByteSlice> body, List<String> ignored) {
    /** One header line; several may have one name. */
    public record Header(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
        body = List.copyOf(body);
        ignored = List.copyOf(ignored);
    }

    public static Answer of(int status, ByteSlice body) {
        return new Answer(status, List.of(), List.of(body), List.of());
    }

    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body, ignored);
    }

    /** In bytes. */
    public long bodyLength() {
        return body.stream().mapToLong(ByteSlice::length).sum();
    }
}
