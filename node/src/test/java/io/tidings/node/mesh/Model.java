package io.tidings.node.mesh;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What each member must hold once everything has come to rest: the agreements, applied to what was written until nothing
 * more follows from them. Written from what the documentation promises, and from no code of the node.
 */
public final class Model {
    private final World world;
    private final Instant now;
    /** Member, collection, key. */
    private final Map<Member, Map<String, Map<String, Item>>> held = new LinkedHashMap<>();

    /** Member, object, who created it. */
    private final Map<Member, Map<String, Optional<String>>> creators = new HashMap<>();

    private final Map<String, Set<Member>> authors = new TreeMap<>();
    private final Map<String, Item> written = new TreeMap<>();
    private final Deque<Found> fresh = new ArrayDeque<>();

    private record Found(Member member, String collection, Item item) {}

    /** @param now of true time; ages that matter are days away from what agreements say */
    public Model(World world, Instant now) {
        this.world = world;
        this.now = now;
        for (Member member : world.members()) {
            Map<String, Map<String, Item>> collections = new TreeMap<>();
            world.collections(member).forEach(name -> collections.put(name, new TreeMap<>()));
            held.put(member, collections);
            creators.put(member, new HashMap<>());
        }
    }

    public World world() {
        return world;
    }

    /** Everything that was written. */
    public Collection<Item> all() {
        return List.copyOf(written.values());
    }

    /** {@code author} published it. Lies are not told to the model: they must have no effect. */
    public void published(Member author, Item item) {
        written.putIfAbsent(item.key(), item);
        authors.computeIfAbsent(item.key(), key -> new HashSet<>()).add(author);
        put(author, Edge.OWN, item);
        while (!fresh.isEmpty()) {
            pass(fresh.remove());
        }
    }

    private void put(Member member, String collection, Item item) {
        if (isAnothers(member, item) && !collection.equals(Edge.OWN)) {
            return;
        }
        if (held.get(member).get(collection).putIfAbsent(item.key(), item) == null) {
            fresh.add(new Found(member, collection, item));
        }
    }

    private void pass(Found found) {
        for (Edge edge : world.edgesFrom(found.member())) {
            if (flows(edge, found.collection(), found.item())) {
                put(edge.taker(), edge.into(), found.item());
            }
        }
    }

    /** Whether an item in a giver's collection goes to the taker. */
    private boolean flows(Edge edge, String collection, Item item) {
        // The flooder gives nothing that is any good, and takes nothing.
        if (edge.giver().kind() == Member.Kind.FLOODER || edge.taker().kind() == Member.Kind.FLOODER) {
            return false;
        }
        return edge.takes().stream()
                        .filter(take -> take.collection().equals(collection))
                        .anyMatch(take -> item.level()
                                .filter(level -> !level.isUpTo(take.ceiling()))
                                .isEmpty())
                && gives(edge, collection, item);
    }

    /** Whether the giver's agreement lets the taker have an item of a collection. */
    public boolean gives(Edge edge, String collection, Item item) {
        return edge.offer(collection).filter(offer -> isOffered(offer, item)).isPresent()
                && mayGoOn(edge, collection, item);
    }

    private boolean isOffered(Edge.Offer offer, Item item) {
        boolean young = offer.youngerThan()
                .flatMap(age -> item.changed().filter(changed -> changed.isBefore(now.minus(age))))
                .isEmpty();
        return levelOf(item).isUpTo(offer.ceiling())
                && offer.types().filter(types -> !types.contains(item.type())).isEmpty()
                && offer.labels()
                        .filter(labels -> item.labels().stream().noneMatch(labels::contains))
                        .isEmpty()
                && young;
    }

    /** What a third gave goes on if its agreement says so and the marking allows it; back to where it came from always. */
    private boolean mayGoOn(Edge edge, String collection, Item item) {
        if (collection.equals(Edge.OWN) || collection.equals(Edge.from(edge.taker()))) {
            return true;
        }
        boolean agreed = world.edgesTo(edge.giver()).stream()
                .anyMatch(from -> from.into().equals(collection) && from.onward());
        return agreed && levelOf(item).isUpTo(Level.AMBER);
    }

    private Level levelOf(Item item) {
        return item.level().orElse(world.unmarked());
    }

    /** What a collection holds, by key. */
    public Map<String, Item> held(Member member, String collection) {
        return held.get(member).get(collection);
    }

    /** A member holds an item in a collection of which the model does not know. */
    public void alsoHolds(Member member, Item item) {
        isAnothers(member, item);
    }

    /** Who holds an object of one creator takes nothing by another under its identifier. */
    private boolean isAnothers(Member member, Item item) {
        Optional<String> first = creators.get(member).putIfAbsent(item.id(), item.creator());
        return first != null && !first.equals(item.creator());
    }

    /** Whether a lie that a giver published as its own would go to the taker, were it none. */
    public boolean wouldFlow(Edge edge, Item lie) {
        return flows(edge, Edge.OWN, lie);
    }

    /**
     * Whether an item can have come to a collection by way of these members, all those that seal: each gave it to the
     * next, perhaps by others in between that do not seal.
     *
     * @param sealed from the one who wrote it, or the first that sealed it, to the one that holds it
     */
    public boolean isRealPath(Member holder, String collection, Item item, List<Member> sealed) {
        Set<Found> ends = new HashSet<>();
        for (Member author : authors.get(item.key())) {
            Found begin = new Found(author, Edge.OWN, item);
            if (author.seals() && !sealed.isEmpty() && sealed.get(0).equals(author)) {
                walk(begin, sealed, 1, holder, ends, new HashSet<>());
            } else if (!author.seals()) {
                walk(begin, sealed, 0, holder, ends, new HashSet<>());
            }
        }
        return ends.contains(new Found(holder, collection, item));
    }

    private record Stage(Found at, int next) {}

    /** Depth first over (place, how many seals are accounted for). */
    private void walk(Found at, List<Member> sealed, int next, Member holder, Set<Found> ends, Set<Stage> seen) {
        if (!seen.add(new Stage(at, next))) {
            return;
        }
        if (next == sealed.size() && at.member().equals(holder)) {
            ends.add(at);
        }
        for (Edge edge : world.edgesFrom(at.member())) {
            if (!flows(edge, at.collection(), at.item())) {
                continue;
            }
            Found to = new Found(edge.taker(), edge.into(), at.item());
            if (!edge.taker().seals()) {
                walk(to, sealed, next, holder, ends, seen);
            } else if (next < sealed.size() && sealed.get(next).equals(edge.taker())) {
                walk(to, sealed, next + 1, holder, ends, seen);
            }
        }
    }

    /** How many entries there are in all. */
    public int size() {
        return held.values().stream()
                .flatMap(collections -> collections.values().stream())
                .mapToInt(Map::size)
                .sum();
    }

    /**
     * What is missing and what should not be there, for people; empty if all is well.
     *
     * @param story what is to be told of a key that is
     */
    public Optional<String> difference(
            Member member, String collection, Map<String, String> found, Function<String, String> story) {
        Map<String, Item> expected = held(member, collection);
        var text = new StringBuilder();
        expected.forEach((key, item) -> {
            if (!found.containsKey(key)) {
                text.append("\n  missing ").append(key).append(story.apply(key));
            } else if (!found.get(key).equals(item.json())) {
                text.append("\n  not as written ").append(found.get(key));
            }
        });
        found.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .forEach(key -> text.append("\n  too much ").append(key).append(story.apply(key)));
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of("%s in %s of %s:%s".formatted(expected.size(), collection, member.name(), text));
    }
}
