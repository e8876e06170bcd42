package io.tidings.node.demo;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.StixObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** One feed to be published: a bundle or envelope, and the objects read from it. */
record Edition(String name, byte[] content, List<StixObject> objects) {
    private static final int LARGEST = 256 << 20;
    private static final String OWN = "/demo/feed.json";

    Edition {
        objects = List.copyOf(objects);
    }

    /** The feed that comes with the program. */
    static Edition own() throws IOException, MalformedContentException {
        try (InputStream in = Edition.class.getResourceAsStream(OWN)) {
            if (in == null) {
                throw new IOException("the demo's own feed is missing from the program");
            }
            return read("the demo's own feed", in);
        }
    }

    /** A file, plain or gzip. */
    static Edition of(Path file) throws IOException, MalformedContentException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return read(file.getFileName().toString(), gzip ? new GZIPInputStream(raw) : raw);
        }
    }

    private static Edition read(String name, InputStream in) throws IOException, MalformedContentException {
        byte[] content = in.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw new IOException(name + " is larger than " + (LARGEST >> 20) + " MiB; the demo takes smaller feeds");
        }
        List<StixObject> objects = new ArrayList<>();
        try (ContentReader reader = ContentReader.over(new ByteArrayInputStream(content), ContentBounds.standard())) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                if (e.get() instanceof Element.Sound sound) {
                    objects.add(sound.object());
                }
            }
        }
        return new Edition(name, content, objects);
    }

    /** The level that a node with the default configuration counts an object as. */
    static Tlp levelOf(StixObject object) {
        return object.head().tlp().orElse(object.type().equals("marking-definition") ? Tlp.CLEAR : Tlp.AMBER);
    }

    /** What tells one version of one object from every other. */
    static String keyOf(StixObject object) {
        return object.id().value() + " " + object.head().version().sortKey();
    }

    static ByteSlice bytesOf(StixObject object) {
        return object.bytes();
    }
}
