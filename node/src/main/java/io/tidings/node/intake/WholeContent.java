package io.tidings.node.intake;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Content that was read to its end once, so that a fault at its end is found before anything is stored (I-10). What is short
 * is held for the next pass, what is longer is opened again: memory does not grow with its length. For one thread.
 */
final class WholeContent {
    /** Content up to this length is read once and held; longer content is read again instead. */
    private static final int HELD_BYTES = 8 << 20;

    /** What one that cannot be read takes beside its bytes. */
    private static final int FAULTY = 200;

    private final Content content;
    private final ContentBounds bounds;
    private final Optional<List<Element>> held;

    private WholeContent(Content content, ContentBounds bounds, Optional<List<Element>> held) {
        this.content = content;
        this.bounds = bounds;
        this.held = held;
    }

    /**
     * @param look sees each element
     * @throws MalformedContentException if it is no envelope or bundle, or holds no object
     */
    static WholeContent read(Content content, ContentBounds bounds, Consumer<Element> look)
            throws IOException, MalformedContentException {
        List<Element> held = new ArrayList<>();
        long bytes = 0;
        long count = 0;
        try (ContentReader reader = ContentReader.over(content.open(), bounds)) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                count++;
                look.accept(e.get());
                bytes += lengthOf(e.get());
                if (bytes <= HELD_BYTES) {
                    held.add(e.get());
                } else {
                    held.clear();
                }
            }
        }
        if (count == 0) {
            throw new MalformedContentException(
                    "there is no object in it: \"objects\" is a list of at least one STIX object (TAXII 2.1 §3.7)", -1);
        }
        return new WholeContent(content, bounds, bytes <= HELD_BYTES ? Optional.of(held) : Optional.empty());
    }

    /** Goes through it once more. */
    void forEach(Predicate<Element> wanted, Consumer<Element> taker) throws IOException, MalformedContentException {
        if (held.isPresent()) {
            held.get().stream().filter(wanted).forEach(taker);
            return;
        }
        try (ContentReader reader = ContentReader.over(content.open(), bounds)) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                if (wanted.test(e.get())) {
                    taker.accept(e.get());
                }
            }
        }
    }

    /** About what an element takes in memory, bytes. */
    static int lengthOf(Element element) {
        if (element instanceof Element.Sound sound) {
            return sound.object().bytes().length();
        }
        // What cannot be read can be as long as what can.
        Element.Faulty faulty = (Element.Faulty) element;
        return FAULTY
                + faulty.bytes().length()
                + faulty.id().map(String::length).orElse(0)
                + faulty.version().map(String::length).orElse(0);
    }
}
