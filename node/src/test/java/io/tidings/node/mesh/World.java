package io.tidings.node.mesh;

import io.tidings.node.mesh.Edge.Offer;
import io.tidings.node.mesh.Edge.Take;
import io.tidings.node.mesh.Member.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is there and what they agreed on, drawn at random: a ring of honest members, through which everything can go
 * round, two hostile ones in the midst of it, and as many agreements more as there are members.
 */
public record World(List<Member> members, List<Edge> edges, Level unmarked) {
    private static final int CLOCKS_APART_SECONDS = 7 * 60; // ahead or behind: two are never 15 minutes apart
    private static final Duration YOUNG = Duration.ofDays(100);

    /** @param count of all members, the two hostile ones included */
    public static World draw(int count, Random random) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind kind = i == count / 3 ? Kind.FORGER : i == 2 * count / 3 ? Kind.FLOODER : Kind.HONEST;
            boolean seals = kind == Kind.FORGER || kind == Kind.HONEST && random.nextInt(8) != 0;
            members.add(new Member(
                    String.format("m%02d", i),
                    "identity--" + Writer.uuid(random),
                    kind,
                    seals,
                    Duration.ofSeconds(random.nextInt(2 * CLOCKS_APART_SECONDS) - CLOCKS_APART_SECONDS)));
        }
        return new World(List.copyOf(members), edges(members, random), Level.AMBER);
    }

    private static List<Edge> edges(List<Member> members, Random random) {
        Set<List<Integer>> pairs = new LinkedHashSet<>();
        int count = members.size();
        for (int i = 0; i < count; i++) {
            pairs.add(List.of(i, (i + 1) % count));
        }
        while (pairs.size() < Math.min(2 * count, count * (count - 1))) {
            int giver = random.nextInt(count);
            int taker = random.nextInt(count);
            if (giver != taker) {
                pairs.add(List.of(giver, taker));
            }
        }
        List<Edge> edges = new ArrayList<>();
        for (List<Integer> pair : pairs) {
            edges.add(edge(members, pairs, pair.get(0), pair.get(1), random));
        }
        return List.copyOf(edges);
    }

    private static Edge edge(List<Member> members, Set<List<Integer>> pairs, int giver, int taker, Random random) {
        List<Offer> offers = new ArrayList<>();
        List<Take> takes = new ArrayList<>();
        offers.add(offer(Edge.OWN, random));
        takes.add(new Take(Edge.OWN, ceiling(random)));
        for (List<Integer> other : pairs) {
            if (other.get(1) == giver && random.nextInt(3) != 0) {
                String collection = Edge.from(members.get(other.get(0)));
                offers.add(offer(collection, random));
                if (random.nextInt(4) != 0) {
                    takes.add(new Take(collection, ceiling(random)));
                }
            }
        }
        return new Edge(members.get(giver), members.get(taker), random.nextInt(4) != 0, offers, takes);
    }

    private static Offer offer(String collection, Random random) {
        return new Offer(
                collection,
                ceiling(random),
                random.nextInt(6) == 0 ? Optional.of(Set.of("indicator", "ipv4-addr")) : Optional.empty(),
                random.nextInt(8) == 0 ? Optional.of(Set.of("banking")) : Optional.empty(),
                random.nextInt(8) == 0 ? Optional.of(YOUNG) : Optional.empty());
    }

    private static Level ceiling(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Level.GREEN;
            case 1 -> Level.AMBER;
            case 2, 3 -> Level.AMBER_STRICT;
            default -> Level.RED;
        };
    }

    /** The agreements by which a member gets something. */
    public List<Edge> edgesTo(Member taker) {
        return edges.stream().filter(edge -> edge.taker().equals(taker)).toList();
    }

    /** The agreements by which a member gives something. */
    public List<Edge> edgesFrom(Member giver) {
        return edges.stream().filter(edge -> edge.giver().equals(giver)).toList();
    }

    /** Whether the one who creates by this identity seals what it writes. */
    public boolean isSealing(String creator) {
        return members.stream().anyMatch(member -> member.creator().equals(creator) && member.seals());
    }

    public Member the(Kind kind) {
        return members.stream()
                .filter(member -> member.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** All collections of a member. */
    public Set<String> collections(Member member) {
        Set<String> names = new TreeSet<>();
        names.add(Edge.OWN);
        edgesTo(member).forEach(edge -> names.add(edge.into()));
        return names;
    }
}
