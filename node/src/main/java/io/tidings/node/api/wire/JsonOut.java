package io.tidings.node.api.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Writes the members of one JSON object in the order of the calls. An absent value leaves its member out. */
public final class JsonOut {
    private final JsonGenerator generator;

    JsonOut(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes the members of an object. */
    @FunctionalInterface
    public interface Members {
        void write(JsonOut out);
    }

    private interface Step {
        void run() throws IOException;
    }

    public JsonOut text(String name, String value) {
        return step(() -> generator.writeStringField(name, value));
    }

    public JsonOut text(String name, Optional<String> value) {
        value.ifPresent(v -> text(name, v));
        return this;
    }

    public JsonOut number(String name, long value) {
        return step(() -> generator.writeNumberField(name, value));
    }

    public JsonOut number(String name, Optional<Long> value) {
        value.ifPresent(v -> number(name, v));
        return this;
    }

    public JsonOut flag(String name, boolean value) {
        return step(() -> generator.writeBooleanField(name, value));
    }

    public JsonOut texts(String name, List<String> values) {
        return step(() -> {
            generator.writeArrayFieldStart(name);
            for (String value : values) {
                generator.writeString(value);
            }
            generator.writeEndArray();
        });
    }

    public JsonOut object(String name, Members members) {
        return step(() -> {
            generator.writeObjectFieldStart(name);
            members.write(this);
            generator.writeEndObject();
        });
    }

    public <T> JsonOut object(String name, JsonForm<T> form, T value) {
        return step(() -> {
            generator.writeFieldName(name);
            form.write(generator, value);
        });
    }

    public <T> JsonOut list(String name, JsonForm<T> form, List<T> values) {
        return step(() -> {
            generator.writeFieldName(name);
            form.writeList(generator, values);
        });
    }

    // The generators here write to memory or to a stream whose failures the caller sees on closing.
    private JsonOut step(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
