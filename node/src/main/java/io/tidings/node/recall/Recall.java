package io.tidings.node.recall;

import io.tidings.stix.marking.Tlp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A recall as this node knows it. Immutable; a change makes another.
 *
 * @param statements as they are passed on
 * @param origin who recalls, and by whom we heard of it
 * @param standing of who recalls towards what is held here
 * @param action what was done here
 * @param places entries that it is about: where they were, though they may be gone
 * @param stamps its own place in the logs of those collections
 * @param told who was given them, by principal
 */
record Recall(
        RecallStatement what,
        List<String> statements,
        Origin origin,
        Standing standing,
        Action action,
        Set<Place> places,
        Map<UUID, Long> stamps,
        Tlp level,
        Map<String, Told> told) {

    Recall {
        statements = List.copyOf(statements);
        places = Set.copyOf(places);
        stamps = Map.copyOf(stamps);
        told = Map.copyOf(told);
    }

    /** Whose word it is. */
    enum Standing {
        /** The organisation that made the object, or that is authoritative for its creator. */
        CREATOR,
        /** Somebody who gave it here, or to somebody on its way here. */
        GIVER,
        /** Somebody known; nothing is held that would say more. */
        OPEN,
        /** No key that counts is known yet. */
        UNPROVEN
    }

    /** What was done. */
    enum Action {
        REMOVED,
        HELD,
        NOTIFIED,
        KEPT,
        NOT_HELD,
        /** By the operator: it counts no more here. */
        FORGOTTEN;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        boolean acted() {
            return this == REMOVED || this == HELD;
        }
    }

    /**
     * @param own whether this node recalls
     * @param organisation as the statement says
     * @param issuer whose key it is, as in a book of keys; absent if that is not known
     * @param identities that the issuer stands for as a creator
     * @param givers principals whose word it is as well: those who signed that they pass it on, and the issuer
     * @param came when it came here
     * @param from peers that brought it, and what they were answered last
     */
    record Origin(
            boolean own,
            String organisation,
            Optional<String> issuer,
            Set<String> identities,
            Set<String> givers,
            Instant came,
            Map<String, String> from) {
        Origin {
            identities = Set.copyOf(identities);
            givers = Set.copyOf(givers);
            from = Map.copyOf(from);
        }

        Origin answered(String peer, String answer) {
            Map<String, String> more = new TreeMap<>(from);
            more.put(peer, answer);
            return new Origin(own, organisation, issuer, identities, givers, came, more);
        }

        Origin vouched(Optional<String> by, Set<String> creators, Set<String> more) {
            Set<String> all = new TreeSet<>(givers);
            all.addAll(more);
            return new Origin(own, organisation, by, creators, all, came, from);
        }
    }

    /** An entry of a collection's log. */
    record Place(UUID collection, long added) {}

    /**
     * Who was given what is recalled.
     *
     * @param at first
     * @param channel by which
     * @param answer absent until there is one
     */
    record Told(Instant at, String channel, Optional<Acknowledgement> answer) {}

    /** The name that it travels under. Anybody can give it to another recall as well, so it identifies nothing here. */
    UUID id() {
        return what.id();
    }

    /** What it is known by here: the digest of the first statement, which is the recall itself. */
    String key() {
        return RecallStatement.parse(statements.get(0)).digest();
    }

    boolean stands() {
        return action != Action.FORGOTTEN && standing != Standing.UNPROVEN;
    }

    /** Whether the operator has to decide. */
    boolean waits() {
        return action == Action.HELD || action == Action.NOTIFIED;
    }

    Recall with(Origin next) {
        return new Recall(what, statements, next, standing, action, places, stamps, level, told);
    }

    Recall did(Standing next, Action done, Set<Place> about, Tlp strictest) {
        return new Recall(what, statements, origin, next, done, about, stamps, strictest, told);
    }

    Recall saying(List<String> next) {
        return new Recall(what, next, origin, standing, action, places, stamps, level, told);
    }

    Recall placedAt(Map<UUID, Long> next) {
        return new Recall(what, statements, origin, standing, action, places, next, level, told);
    }

    /** With these beside those who were told already; whoever has answered keeps the answer. */
    Recall tell(Map<String, Told> more) {
        Map<String, Told> all = new LinkedHashMap<>(more);
        all.putAll(told);
        return new Recall(what, statements, origin, standing, action, places, stamps, level, all);
    }

    Recall answered(String principal, Acknowledgement answer) {
        Map<String, Told> all = new LinkedHashMap<>(told);
        all.computeIfPresent(principal, (who, was) -> new Told(was.at(), was.channel(), Optional.of(answer)));
        return new Recall(what, statements, origin, standing, action, places, stamps, level, all);
    }

    /** Of all that were told, here and further on. */
    Acknowledgement.Onward onward() {
        long peers = 0;
        long clients = 0;
        long answered = 0;
        long acted = 0;
        for (Map.Entry<String, Told> each : told.entrySet()) {
            boolean peer = each.getKey().startsWith("peer:");
            peers += peer ? 1 : 0;
            clients += peer ? 0 : 1;
            Optional<Acknowledgement> answer = each.getValue().answer();
            if (answer.isPresent()) {
                peers += answer.get().onward().peers();
                clients += answer.get().onward().clients();
                answered += 1 + answer.get().onward().answered();
                acted += (answer.get().did().acted() ? 1 : 0)
                        + answer.get().onward().acted();
            }
        }
        return new Acknowledgement.Onward(peers, clients, answered, acted);
    }
}
