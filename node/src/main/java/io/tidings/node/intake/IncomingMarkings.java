package io.tidings.node.intake;

import io.tidings.node.store.Store;
import io.tidings.stix.content.Element;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.MarkingMeaning;
import io.tidings.stix.marking.MarkingMeaning.Level;
import io.tidings.stix.marking.MarkingMeaning.Statement;
import io.tidings.stix.marking.MarkingMeaning.Unknown;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the markings of content that comes in mean: by the definitions that come with it, and those that are held. Where they
 * differ none is believed. For one delivery and one thread; blocks on the store for a marking that was not met before.
 */
final class IncomingMarkings {
    private static final String MARKING_DEFINITION = "marking-definition";
    private static final int MOST = 1_000;

    private final Store store;
    private final Map<StixId, Set<MarkingMeaning>> brought = new HashMap<>();
    private final Map<StixId, MarkingMeaning> known = new HashMap<>();

    IncomingMarkings(Store store) {
        this.store = store;
    }

    static IncomingMarkings of(Store store, List<Element> content) {
        IncomingMarkings markings = new IncomingMarkings(store);
        content.forEach(markings::add);
        return markings;
    }

    /** Learns from an element, if it is a definition. */
    void add(Element element) {
        if (element instanceof Element.Sound sound && isDefinition(element) && brought.size() < MOST) {
            StixObject definition = sound.object();
            brought.computeIfAbsent(definition.id(), id -> new HashSet<>()).add(MarkingMeaning.of(definition.bytes()));
            known.remove(definition.id());
        }
    }

    static boolean isDefinition(Element element) {
        return element instanceof Element.Sound sound && sound.object().type().equals(MARKING_DEFINITION);
    }

    /** Whether any definition was learned. */
    boolean areDefined() {
        return !brought.isEmpty();
    }

    /** The strictest level that an object counts as, or a part of it; what nobody here can read counts as red. */
    Optional<Tlp> level(Head head) {
        return head.tlp(this::level);
    }

    private Optional<Tlp> level(StixId marking) {
        MarkingMeaning meaning = of(marking);
        if (meaning instanceof Level level) {
            return Optional.of(level.tlp());
        }
        return meaning instanceof Statement ? Optional.empty() : Optional.of(Tlp.RED);
    }

    /** Markings of these objects that have no definition. */
    Set<StixId> unknown(List<Element> content) {
        Set<StixId> unknown = new LinkedHashSet<>();
        for (Element element : content) {
            if (element instanceof Element.Sound sound) {
                sound.object().head().tlp(marking -> {
                    if (of(marking) instanceof Unknown) {
                        unknown.add(marking);
                    }
                    return Optional.empty();
                });
            }
        }
        return unknown;
    }

    MarkingMeaning of(StixId marking) {
        Optional<Tlp> standard = Tlp.of(marking);
        if (standard.isPresent()) {
            return new Level(standard.get());
        }
        MarkingMeaning before = known.get(marking);
        if (before != null) {
            return before;
        }
        MarkingMeaning meaning = found(marking);
        if (known.size() < MOST) {
            known.put(marking, meaning);
        }
        return meaning;
    }

    private MarkingMeaning found(StixId marking) {
        Set<MarkingMeaning> meanings = new HashSet<>(brought.getOrDefault(marking, Set.of()));
        store.markingDefinition(marking)
                .ifPresent(held -> meanings.add(MarkingMeaning.of(held.object().bytes())));
        if (meanings.isEmpty()) {
            return new Unknown();
        }
        return meanings.size() == 1 ? meanings.iterator().next() : new MarkingMeaning.Other();
    }
}
