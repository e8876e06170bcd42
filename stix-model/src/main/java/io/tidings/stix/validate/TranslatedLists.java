package io.tidings.stix.validate;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The lists that the language contents of a bundle translate, to be compared when all objects are known. For one thread. */
final class TranslatedLists {
    /** More than this many in one object are not compared. */
    private static final int MOST = 1_000;
    /** Of the heap, beside its texts. */
    private static final int BYTES_EACH = 200;

    private final List<Translated> lists = new ArrayList<>();
    private long bytes;

    /**
     * @param by the language content
     * @param pointer of the translated list, in it
     * @param target the digest of the version that is translated
     * @param index among the lists of its type ({@link ListLengths#names})
     */
    record Translated(StixId by, String pointer, Digest target, int index, int length) {}

    /** @param names of the target's lists that are compared */
    void add(StixId by, ByteSlice content, Digest target, List<String> names) {
        int most = lists.size() + MOST;
        JsonPointer contents = JsonPointer.root().member("contents");
        contents(content)
                .members()
                .forEach((language, translation) -> translation.asObject().ifPresent(object -> {
                    for (int i = 0; i < names.size() && lists.size() < most; i++) {
                        String name = names.get(i);
                        int length = length(object, name);
                        if (length > 0) {
                            String pointer =
                                    contents.member(language).member(name).text();
                            lists.add(new Translated(by, pointer, target, i, length));
                            bytes += BYTES_EACH + 2L * pointer.length();
                        }
                    }
                }));
    }

    private static int length(JsonObject translation, String name) {
        Optional<JsonValue> value = translation.get(name);
        return value.flatMap(JsonValue::asList).map(list -> list.size()).orElse(0);
    }

    private static JsonObject contents(ByteSlice content) {
        try {
            return JsonValue.read(content, ContentBounds.standard())
                    .asObject()
                    .flatMap(object -> object.get("contents"))
                    .flatMap(JsonValue::asObject)
                    .orElse(JsonObject.empty());
        } catch (MalformedContentException beyondBound) {
            return JsonObject.empty();
        }
    }

    void forEach(Consumer<Translated> action) {
        lists.forEach(action);
    }

    long bytes() {
        return bytes;
    }
}
