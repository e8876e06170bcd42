package io.tidings.stix.convert.export;

import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a bundle (STIX 2.1 §8), an object a line, each with the bytes that it has. Without objects it has no
 * {@code objects}, since STIX has no empty lists. Closing writes its end and closes the stream.
 */
public final class BundleWriter implements ObjectSink, Closeable {
    private final OutputStream out;
    private boolean hasObjects;
    private boolean closed;

    /** @throws IllegalArgumentException if {@code id} is none of a bundle */
    public BundleWriter(OutputStream out, StixId id) throws IOException {
        if (!id.type().equals("bundle")) {
            throw new IllegalArgumentException("a bundle's identifier begins with bundle-- (STIX 2.1 §8): " + id);
        }
        this.out = out;
        write("{\"type\":\"bundle\",\"id\":\"" + id + "\"");
    }

    @Override
    public void accept(StixObject object) throws IOException {
        write(hasObjects ? ",\n" : ",\"objects\":[\n");
        hasObjects = true;
        object.bytes().writeTo(out);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (out) {
                write(hasObjects ? "\n]}\n" : "}\n");
            }
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
