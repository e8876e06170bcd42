package io.tidings.node.contentpackage;

import io.tidings.node.contentpackage.format.PageChains;
import io.tidings.node.contentpackage.format.PageChains.SealText;
import io.tidings.node.contentpackage.format.PageChains.Way;
import io.tidings.node.seal.ChainAssembly.Place;
import io.tidings.node.seal.SealPart;
import io.tidings.node.store.StoredChain;
import io.tidings.node.store.StoredSeal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provenance of some objects as the store keeps it, put into the form of packages. For one page and one thread. */
final class SheetChains {
    private final Map<StoredSeal, Integer> numbers = new HashMap<>();
    private final Map<Content, Integer> contents = new HashMap<>();
    private final List<SealPart> seals = new ArrayList<>();
    private final List<BitSet> places = new ArrayList<>();

    /** Compared by what it holds. */
    private record Content(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && Arrays.equals(bytes, content.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private SheetChains() {}

    /** @param stored one for each object */
    static PageChains of(List<Optional<StoredChain>> stored) {
        var chains = new SheetChains();
        List<Way> ways = new ArrayList<>(stored.size());
        for (Optional<StoredChain> each : stored) {
            ways.add(each.map(chains::way).orElse(Way.NONE));
        }
        return new PageChains(chains.texts(), ways);
    }

    private Way way(StoredChain chain) {
        Place[] way = new Place[chain.links().size()];
        for (int i = 0; i < way.length; i++) {
            StoredChain.Link link = chain.links().get(i);
            int number = numbers.computeIfAbsent(link.seal(), this::number);
            places.get(number).set(link.place());
            way[i] = new Place(number, link.place(), link.salt());
        }
        return new Way(chain.object(), List.of(way));
    }

    /** A batch may lie in several chunks, each with a copy of its seal; together they need fewer nodes of the tree. */
    private int number(StoredSeal seal) {
        return contents.computeIfAbsent(new Content(seal.content()), content -> {
            seals.add(SealPart.decode(content.bytes()));
            places.add(new BitSet());
            return seals.size() - 1;
        });
    }

    private List<SealText> texts() {
        List<SealText> texts = new ArrayList<>(seals.size());
        for (int i = 0; i < seals.size(); i++) {
            SealPart seal = seals.get(i);
            texts.add(new SealText(
                    seal.seal().jws(),
                    seal.nodesFor(places.get(i).stream().boxed().toList())));
        }
        return texts;
    }
}
