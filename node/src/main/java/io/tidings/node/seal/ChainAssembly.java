package io.tidings.node.seal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts chains together of seals and of the places that objects have in them, as they travel. What is wrong with one
 * object's chain leaves the others alone, unless it is its place in a tree. For one thread.
 *
 * @param <K> what names an object
 */
public final class ChainAssembly<K> {
    private final List<Arrived> seals = new ArrayList<>();
    private final Map<K, Way> ways = new LinkedHashMap<>();

    /** A seal or what is wrong with it, and what came of its tree. */
    private static final class Arrived {
        private final Optional<Seal> seal;
        private final String fault;
        private final List<byte[]> nodes;
        private final SortedMap<Integer, byte[]> leaves = new TreeMap<>();

        Arrived(Optional<Seal> seal, String fault, List<byte[]> nodes) {
            this.seal = seal;
            this.fault = fault;
            this.nodes = nodes;
        }
    }

    /** Where an object is in a seal, which is named by its number, from 0. */
    public record Place(int seal, int place, byte[] salt) {}

    private record Way(byte[] object, List<Place> places) {}

    /** A chain, or why there is none. */
    public record Assembled(Optional<Chain> chain, String fault) {}

    /** Takes the next seal; one that cannot be read is a fault of those it is about. */
    public void addSeal(String jws, List<byte[]> nodes) {
        try {
            seals.add(new Arrived(Optional.of(Seal.parse(jws)), "", nodes));
        } catch (IllegalArgumentException unreadable) {
            seals.add(new Arrived(Optional.empty(), String.valueOf(unreadable.getMessage()), nodes));
        }
    }

    /** @param object SHA-256 of its canonical form */
    public void addObject(K name, byte[] object, List<Place> places) {
        ways.putIfAbsent(name, new Way(object, List.copyOf(places)));
    }

    /** All of them, by name, in the order in which they were added. */
    public Map<K, Assembled> assemble() {
        Map<K, Assembled> assembled = new LinkedHashMap<>();
        Map<K, Planted> sound = new LinkedHashMap<>();
        ways.forEach((name, way) -> {
            Optional<String> fault = fault(way);
            fault.ifPresentOrElse(text -> assembled.put(name, new Assembled(Optional.empty(), text)), () -> {
                assembled.put(name, new Assembled(Optional.empty(), "not put together"));
                sound.put(name, new Planted(way, plant(way)));
            });
        });
        List<Optional<SealPart>> parts = seals.stream().map(ChainAssembly::part).toList();
        sound.forEach((name, planted) -> assembled.put(name, chain(planted.way(), planted.leaves(), parts)));
        return assembled;
    }

    /** @param leaves that of each link */
    private record Planted(Way way, List<byte[]> leaves) {}

    private Optional<String> fault(Way way) {
        if (way.places().isEmpty() || way.places().size() > Chain.LONGEST || way.object().length != Bytes.DIGEST) {
            return Optional.of("a chain has 1 to " + Chain.LONGEST + " links");
        }
        for (Place place : way.places()) {
            if (place.seal() < 0 || place.seal() >= seals.size()) {
                return Optional.of("a link names a seal that did not come");
            }
            Arrived seal = seals.get(place.seal());
            if (seal.seal.isEmpty()) {
                return Optional.of(seal.fault);
            }
            if (place.place() < 0 || place.place() >= TreePart.PLACES || place.salt().length != Leaf.SALT) {
                return Optional.of("a link has a place from 0 to " + (TreePart.PLACES - 1) + " and a salt of "
                        + Leaf.SALT + " bytes");
            }
        }
        return Optional.empty();
    }

    private List<byte[]> plant(Way way) {
        List<Seal> of = new ArrayList<>(way.places().size());
        List<byte[]> salts = new ArrayList<>(way.places().size());
        for (Place place : way.places()) {
            of.add(seals.get(place.seal()).seal.orElseThrow());
            salts.add(place.salt());
        }
        List<byte[]> leaves = Chain.leaves(way.object(), of, salts);
        for (int i = 0; i < leaves.size(); i++) {
            Place place = way.places().get(i);
            seals.get(place.seal()).leaves.putIfAbsent(place.place(), leaves.get(i));
        }
        return leaves;
    }

    private static Optional<SealPart> part(Arrived arrived) {
        return arrived.seal
                .filter(seal -> !arrived.leaves.isEmpty())
                .map(seal -> SealPart.of(seal, arrived.leaves, arrived.nodes));
    }

    private static Assembled chain(Way way, List<byte[]> leaves, List<Optional<SealPart>> parts) {
        List<Link> links = new ArrayList<>(way.places().size());
        for (Place place : way.places()) {
            links.add(new Link(parts.get(place.seal()).orElseThrow(), place.place(), place.salt()));
        }
        return new Assembled(Optional.of(Chain.of(way.object(), links, leaves)), "");
    }
}
