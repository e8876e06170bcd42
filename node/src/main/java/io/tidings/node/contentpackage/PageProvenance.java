package io.tidings.node.contentpackage;

import io.tidings.node.companion.Companion;
import io.tidings.node.companion.CompanionReader;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.recall.RecallObject;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The signed provenance of one page, and the recalls beside it. Where provenance cannot be read, content is taken as it would
 * be without: unsigned.
 */
final class PageProvenance implements ChainSource {
    private final List<Companion> companions = new ArrayList<>();
    private final List<StixObject> recalls = new ArrayList<>();
    private boolean unreadable;

    /** @param envelope of companions and recalls */
    static PageProvenance of(Optional<byte[]> envelope) throws IOException {
        var provenance = new PageProvenance();
        if (envelope.isPresent()) {
            provenance.read(envelope.get());
        }
        return provenance;
    }

    private void read(byte[] envelope) throws IOException {
        try (ContentReader reader = ContentReader.over(envelope, ContentBounds.standard())) {
            for (Optional<Element> each = reader.next(); each.isPresent(); each = reader.next()) {
                if (each.get() instanceof Element.Sound sound) {
                    read(sound.object());
                }
            }
        } catch (MalformedContentException malformed) {
            unreadable = true;
        }
        if (unreadable) {
            companions.clear();
        }
    }

    private void read(StixObject object) {
        if (RecallObject.isOne(object)) {
            recalls.add(object);
        } else if (Companion.isOne(object)) {
            try {
                companions.add(CompanionReader.read(object.bytes()));
            } catch (IllegalArgumentException malformed) {
                unreadable = true;
            }
        }
    }

    /** As they came; nothing is known of whose they are. */
    List<StixObject> recalls() {
        return List.copyOf(recalls);
    }

    @Override
    public Optional<Assembled> find(StixObject object) {
        return companions.stream().flatMap(each -> each.find(object).stream()).findFirst();
    }
}
