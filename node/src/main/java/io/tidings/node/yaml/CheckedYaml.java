package io.tidings.node.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads YAML (or JSON, which is YAML) of one kind: at most 1 MiB of UTF-8, 32 levels, no anchors or tags, and as its JSON
 * Schema (2020-12) says. A schema's {@code description}s are written to complete "right is: …"; what it marks
 * {@code writeOnly} is secret and never quoted. Safe for use by several threads.
 */
public final class CheckedYaml {
    private static final int MOST_BYTES = 1 << 20;

    private final Schema schema;
    private final SchemaWords words;

    private CheckedYaml(Schema schema) {
        this.schema = schema;
        this.words = new SchemaWords(schema.getSchemaNode());
    }

    /** For files that follow the published schema {@code name}: {@code node}, {@code peer} or {@code client}. */
    public static CheckedYaml of(String name) {
        String resource = "/io/tidings/config/schemas/" + name + ".schema.json";
        try (InputStream in = CheckedYaml.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no such schema in this program: " + resource);
            }
            var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
            return new CheckedYaml(registry.getSchema(in, InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads and checks a file; one that cannot be read is a document with one mistake. */
    public YamlDocument read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file, in.readNBytes(MOST_BYTES + 1));
        } catch (IOException e) {
            return YamlDocument.unreadable(
                    file, 0, "a file that cannot be read (" + e + ")", "a file that this program's user can read");
        }
    }

    /** Checks what was read from {@code file}, which only serves to name it. */
    public YamlDocument parse(Path file, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return YamlDocument.unreadable(file, 0, "more than 1 MiB", "a file of at most 1 MiB");
        }
        var reader = new YamlReader();
        JsonNode root;
        try {
            root = reader.read(decode(bytes));
        } catch (CharacterCodingException e) {
            return YamlDocument.unreadable(file, 0, "bytes that are no UTF-8", "text in UTF-8");
        } catch (YamlReader.Unreadable e) {
            return e.in(file);
        }
        var document = new YamlDocument(file, root, reader.lines());
        schema.validate(root).forEach(error -> words.tell(error, document));
        return document;
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
