package io.tidings.node.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SealPartTest {
    private final Batches batches = new Batches();

    @Test
    void anyPartOfAnyBatchLeadsToItsRoot() {
        long seed = 20_260_501L;
        Random random = new Random(seed);
        Batches.Organisation a = batches.trusted("A");
        for (int round = 0; round < 30; round++) {
            int size = 1 + random.nextInt(round < 25 ? 40 : 1_024);
            List<ByteSlice> objects = Batches.objects(size);
            List<Chain> chains = a.seal(Step.AUTHOR, Batches.MORNING, objects, List.of());
            SealPart whole = chains.get(0).links().get(0).part();
            TreeSet<Integer> places = new TreeSet<>();
            chains.stream()
                    .filter(chain -> places.isEmpty() || random.nextBoolean())
                    .forEach(chain -> places.add(chain.links().get(0).place()));

            SealPart part = part(whole, places);

            assertThat(part.fault()).as("seed %d round %d", seed, round).isEmpty();
            assertThat(SealPart.decode(part.encoded()).fault()).isEmpty();
            TreeSet<Integer> fewer = new TreeSet<>(places.headSet(places.last(), places.size() == 1));
            assertThat(part(part, fewer).fault())
                    .as("a part of a part, seed %d round %d", seed, round)
                    .isEmpty();
        }
    }

    private static SealPart part(SealPart of, TreeSet<Integer> places) {
        SortedMap<Integer, byte[]> leaves = new TreeMap<>();
        places.forEach(place -> leaves.put(place, of.leaf(place)));
        return SealPart.of(of.seal(), leaves, of.nodesFor(places));
    }

    @Test
    void aNodeTooManyOrTooFewOrAnotherIsNoticed() {
        Chain chain = batches.trusted("A").author(Batches.object(1));
        Link link = chain.links().get(0);
        SortedMap<Integer, byte[]> leaf = new TreeMap<>();
        leaf.put(link.place(), link.part().leaf(link.place()));
        List<byte[]> nodes = link.part().nodesFor(List.of(link.place()));
        List<byte[]> more = new ArrayList<>(nodes);
        more.add(new byte[32]);
        List<byte[]> other = new ArrayList<>(nodes);
        other.set(3, new byte[32]);

        assertThat(SealPart.of(link.seal(), leaf, nodes).fault()).isEmpty();
        assertThat(SealPart.of(link.seal(), leaf, more).fault()).isPresent();
        assertThat(SealPart.of(link.seal(), leaf, nodes.subList(0, 9)).fault()).isPresent();
        assertThat(SealPart.of(link.seal(), leaf, other).fault()).isPresent();
    }

    @Test
    void whatIsKeptAndCutOffIsAnError() {
        byte[] kept = batches.trusted("A")
                .author(Batches.object(1))
                .links()
                .get(0)
                .part()
                .encoded();

        assertThatThrownBy(() -> SealPart.decode(java.util.Arrays.copyOf(kept, kept.length - 7)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
