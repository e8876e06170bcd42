package io.tidings.node.api.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How values of one kind stand in JSON. Immutable; safe from any thread.
 *
 * <p>Written out by hand rather than bound by reflection: the member names are a contract with scripts, and a command
 * has no time to look at classes.
 */
public final class JsonForm<T> {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final BiConsumer<JsonOut, T> writer;
    private final Function<JsonIn, T> reader;

    private JsonForm(BiConsumer<JsonOut, T> writer, Function<JsonIn, T> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    public static <T> JsonForm<T> of(BiConsumer<JsonOut, T> writer, Function<JsonIn, T> reader) {
        return new JsonForm<>(writer, reader);
    }

    /** Of values that are shown and never read. */
    public static <T> JsonForm<T> shown(BiConsumer<JsonOut, T> writer) {
        return new JsonForm<>(writer, object -> {
            throw new UnsupportedOperationException("this form is only written");
        });
    }

    /** One JSON object on one line. */
    public String text(T value) {
        return written(generator -> write(generator, value));
    }

    /** A JSON list on one line. */
    public String listText(List<T> values) {
        return written(generator -> writeList(generator, values));
    }

    /** @throws WireException if {@code object} lacks a member or has one of another kind */
    public T read(JsonIn object) {
        return reader.apply(object);
    }

    /** One JSON object of the members that {@code members} writes, on one line. */
    public static String text(JsonOut.Members members) {
        return written(generator -> {
            generator.writeStartObject();
            members.write(new JsonOut(generator));
            generator.writeEndObject();
        });
    }

    void write(JsonGenerator generator, T value) throws IOException {
        generator.writeStartObject();
        writer.accept(new JsonOut(generator), value);
        generator.writeEndObject();
    }

    void writeList(JsonGenerator generator, List<T> values) throws IOException {
        generator.writeStartArray();
        for (T value : values) {
            write(generator, value);
        }
        generator.writeEndArray();
    }

    private interface Body {
        void write(JsonGenerator generator) throws IOException;
    }

    private static String written(Body body) {
        var text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            body.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
