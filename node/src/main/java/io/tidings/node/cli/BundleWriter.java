package io.tidings.node.cli;

import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes a bundle object by object. An empty one has no list: STIX 2.1 §8 forbids an empty one (§3.1). */
final class BundleWriter implements ObjectSink {
    private final OutputStream out;
    private boolean any;

    BundleWriter(OutputStream out, UUID id) throws IOException {
        this.out = out;
        write("{\"type\":\"bundle\",\"id\":\"bundle--" + id + "\"");
    }

    @Override
    public void accept(StixObject object) throws IOException {
        write(any ? ",\n" : ",\"objects\":[\n");
        any = true;
        object.bytes().writeTo(out);
    }

    void end() throws IOException {
        write(any ? "\n]}\n" : "}\n");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
