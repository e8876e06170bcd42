package io.tidings.taxii.server.collections;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.http.Json;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes the collection resource (TAXII 2.1 §5.2.1). */
final class CollectionJson {
    private CollectionJson() {}

    /** @param id shown: the collection's, or what it was asked by */
    static void writeMembers(JsonGenerator json, CollectionResource collection, String id) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("title", collection.title());
        Json.optional(json, "description", collection.description());
        Json.optional(json, "alias", collection.alias());
        json.writeBooleanField("can_read", collection.canRead());
        json.writeBooleanField("can_write", collection.canWrite());
        if (!collection.mediaTypes().isEmpty()) {
            json.writeArrayFieldStart("media_types");
            for (String type : collection.mediaTypes()) {
                json.writeString(type);
            }
            json.writeEndArray();
        }
        for (Map.Entry<String, String> custom : new TreeMap<>(collection.customProperties()).entrySet()) {
            json.writeStringField(custom.getKey(), custom.getValue());
        }
    }
}
