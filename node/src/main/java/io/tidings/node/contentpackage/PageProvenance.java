package io.tidings.node.contentpackage;

import io.tidings.node.companion.Companion;
import io.tidings.node.companion.CompanionReader;
import io.tidings.node.intake.ChainSource;
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

/** The signed provenance of one page. Where it cannot be read, content is taken as it would be without: unsigned. */
final class PageProvenance implements ChainSource {
    private final List<Companion> companions = new ArrayList<>();

    /** @param envelope of companions */
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
                if (each.get() instanceof Element.Sound sound && Companion.isOne(sound.object())) {
                    companions.add(CompanionReader.read(sound.object().bytes()));
                }
            }
        } catch (MalformedContentException | IllegalArgumentException unreadable) {
            companions.clear();
        }
    }

    @Override
    public Optional<Assembled> find(StixObject object) {
        return companions.stream().flatMap(each -> each.find(object).stream()).findFirst();
    }
}
