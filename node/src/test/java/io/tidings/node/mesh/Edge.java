package io.tidings.node.mesh;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What flows from one member to another: both sides' agreements of it.
 *
 * @param onward whether the taker may pass on what it gets
 * @param offers collections that the giver lets the taker read
 * @param takes those of them that the taker follows, into the one named {@link #into}
 */
public record Edge(Member giver, Member taker, boolean onward, List<Offer> offers, List<Take> takes) {
    /** Where a member keeps what it writes itself. */
    public static final String OWN = "own";

    /**
     * @param types absent means all, as for labels and age
     * @param youngerThan counted from the version
     */
    public record Offer(
            String collection,
            Level ceiling,
            Optional<Set<String>> types,
            Optional<Set<String>> labels,
            Optional<Duration> youngerThan) {}

    /** @param ceiling the strictest marking that the taker takes in */
    public record Take(String collection, Level ceiling) {}

    public Edge {
        offers = offers.stream().sorted(Comparator.comparing(Offer::collection)).toList();
        takes = takes.stream().sorted(Comparator.comparing(Take::collection)).toList();
    }

    /** The taker's collection with all that comes from this giver. */
    public String into() {
        return from(giver);
    }

    /** The collection in which a member keeps what comes from {@code giver}. */
    public static String from(Member giver) {
        return "from-" + giver.name();
    }

    Optional<Offer> offer(String collection) {
        return offers.stream()
                .filter(offer -> offer.collection().equals(collection))
                .findFirst();
    }

    String name() {
        return giver.name() + ">" + taker.name();
    }
}
