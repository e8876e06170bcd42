package io.tidings.stix.content;

import io.tidings.stix.bytes.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a reader made of a text. */
record Reading(List<Element> elements, Wrapper wrapper) {
    static Reading of(String json) throws IOException, MalformedContentException {
        return of(json, ContentBounds.standard());
    }

    static Reading of(String json, ContentBounds bounds) throws IOException, MalformedContentException {
        return of(json.getBytes(StandardCharsets.UTF_8), bounds);
    }

    static Reading of(byte[] body, ContentBounds bounds) throws IOException, MalformedContentException {
        return drain(ContentReader.over(body, bounds));
    }

    static Reading ofStream(InputStream body, ContentBounds bounds) throws IOException, MalformedContentException {
        return drain(ContentReader.over(body, bounds));
    }

    static Reading ofStream(String json, ContentBounds bounds) throws IOException, MalformedContentException {
        return ofStream(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), bounds);
    }

    private static Reading drain(ContentReader reader) throws IOException, MalformedContentException {
        try (reader) {
            List<Element> elements = new ArrayList<>();
            Optional<Element> element = reader.next();
            while (element.isPresent()) {
                elements.add(element.get());
                element = reader.next();
            }
            return new Reading(elements, reader.wrapper());
        }
    }

    List<ByteSlice> bytes() {
        return elements.stream()
                .map(element -> element instanceof Element.Sound sound
                        ? sound.object().bytes()
                        : ((Element.Faulty) element).bytes())
                .toList();
    }

    Element.Sound sound(int index) {
        return (Element.Sound) elements.get(index);
    }

    Element.Faulty faulty(int index) {
        return (Element.Faulty) elements.get(index);
    }
}
