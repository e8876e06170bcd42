package io.tidings.node.exchange;

import io.tidings.stix.content.Element;
import io.tidings.stix.identifier.StixId;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.objects.ElementSink;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Fetches the marking definitions that a batch needs to be judged and that come later, or did not come: without them it would
 * count as marked the strictest. Each is asked for once. For one run and one thread.
 */
final class DefinitionFeed {
    private static final String MARKING_DEFINITION = "marking-definition";
    private static final int MOST = 100;

    private final TaxiiClient client;
    private final CollectionUrl collection;
    private final Set<StixId> asked = new HashSet<>();

    DefinitionFeed(TaxiiClient client, CollectionUrl collection) {
        this.client = client;
        this.collection = collection;
    }

    /**
     * Those that the peer has.
     *
     * @throws UncheckedIOException if it fails us in a way that may pass: then the batch comes again later
     */
    List<Element> of(Set<StixId> markings) {
        List<Element> found = new ArrayList<>();
        for (StixId marking : markings) {
            if (marking.type().equals(MARKING_DEFINITION) && asked.size() < MOST && asked.add(marking)) {
                fetch(marking, found);
            }
        }
        return found;
    }

    private void fetch(StixId marking, List<Element> found) {
        try {
            Definition definition = new Definition(marking);
            client.objects()
                    .read(
                            collection.object(marking.value()),
                            ObjectsQuery.latest(),
                            PagePosition.first(Optional.empty(), OptionalInt.of(1)),
                            definition);
            definition.found.ifPresent(found::add);
        } catch (RefusedException refused) {
            if (refused.mayPass()) {
                throw new UncheckedIOException(refused.getMessage(), refused);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed.getMessage(), failed);
        }
    }

    /** The one that was asked for. */
    private static final class Definition implements ElementSink {
        private final StixId wanted;
        private Optional<Element> found = Optional.empty();

        private Definition(StixId wanted) {
            this.wanted = wanted;
        }

        @Override
        public void begin() {
            found = Optional.empty();
        }

        @Override
        public void accept(Element element) {
            if (element instanceof Element.Sound sound && sound.object().id().equals(wanted)) {
                found = Optional.of(element);
            }
        }
    }
}
