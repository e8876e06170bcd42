package io.tidings.node.intake;

import io.tidings.node.provenance.ChainForm;
import io.tidings.node.seal.Chain;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.Link;
import io.tidings.node.seal.Sealer;
import io.tidings.node.seal.Step;
import io.tidings.node.seal.Verification;
import io.tidings.node.store.StoredChain;
import io.tidings.node.store.VersionAuthority;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The part of signed provenance at the door in: verifies what came with objects, and seals them with this node's key.
 * Safe for use by any number of threads.
 */
public final class Sealing {
    private static final String PEER = "peer:";
    private static final int LONGEST_NOTE = 300;

    private final ChainVerifier verifier;
    private final Sealer sealer;
    private final KeyBook own;
    private final Set<StixId> identities;
    private final SealCounts counts = new SealCounts();

    /**
     * @param own this node's own keys, by which it knows content that it has sealed before
     * @param identities in whose name it seals what it creates; none if it does not seal
     */
    public Sealing(ChainVerifier verifier, Sealer sealer, KeyBook own, Set<StixId> identities) {
        this.identities = Set.copyOf(identities);
        this.verifier = verifier;
        this.sealer = sealer;
        this.own = own;
    }

    /** For a node that neither signs nor knows a key. */
    public static Sealing none() {
        KeyBook empty = thumbprint -> Optional.empty();
        return new Sealing(new ChainVerifier(empty), Sealer.none(), empty, Set.of());
    }

    public SealCounts counts() {
        return counts;
    }

    /** An object's provenance as it was found on arrival. */
    record Arrival(Optional<Chain> chain, Verification verification) {
        static final Arrival ALONE = new Arrival(Optional.empty(), Verification.unsigned());
    }

    Arrival examine(StixObject object, Delivery delivery) {
        Optional<Assembled> came = delivery.chains().find(object);
        Arrival arrival = came.map(each -> examine(object, delivery, each)).orElse(Arrival.ALONE);
        if (isFromPeer(delivery)) {
            counts.add(arrival.verification());
        }
        return arrival;
    }

    private Arrival examine(StixObject object, Delivery delivery, Assembled came) {
        if (came.chain().isEmpty()) {
            return new Arrival(Optional.empty(), Verification.broken(came.fault()));
        }
        Verification verification = verifier.verify(
                came.chain().get(), object.bytes(), delivery.receipt().at());
        return new Arrival(verification.fault().isPresent() ? Optional.empty() : came.chain(), verification);
    }

    /** Whether this node sealed the object before, so that it comes back to where it has been. */
    boolean isFromHere(Arrival arrival) {
        if (arrival.chain().isEmpty()) {
            return false;
        }
        for (Link link : arrival.chain().get().links()) {
            if (own.find(link.seal().key()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The chains to be kept with some objects: as they came, and this node's seal. */
    List<Optional<StoredChain>> seal(List<Entrant> entrants, Delivery delivery) {
        List<Sealer.Subject> subjects = entrants.stream()
                .map(entrant -> new Sealer.Subject(
                        entrant.object().bytes(), entrant.arrival().chain()))
                .toList();
        Instant at = delivery.receipt().at();
        List<Optional<Chain>> sealed =
                isFromPeer(delivery) ? sealer.seal(subjects, Step.RELAY, at) : sealAsAuthor(subjects, at);
        ChainForm form = new ChainForm();
        List<Optional<StoredChain>> stored = new ArrayList<>(entrants.size());
        for (int i = 0; i < entrants.size(); i++) {
            stored.add(stored(form, sealed.get(i), note(entrants.get(i).arrival())));
        }
        return stored;
    }

    /**
     * Of what others sealed before, this node is no author, whoever brings it. A seal says one step of all that it is over, so
     * those get one of their own.
     */
    private List<Optional<Chain>> sealAsAuthor(List<Sealer.Subject> subjects, Instant at) {
        Map<Boolean, List<Sealer.Subject>> bySealed = subjects.stream()
                .collect(Collectors.partitioningBy(each -> each.came().isPresent()));
        Iterator<Optional<Chain>> relayed = sealer.seal(bySealed.getOrDefault(true, List.of()), Step.RELAY, at)
                .iterator();
        Iterator<Optional<Chain>> begun = sealer.seal(bySealed.getOrDefault(false, List.of()), Step.AUTHOR, at)
                .iterator();
        return subjects.stream()
                .map(each -> each.came().isPresent() ? relayed.next() : begun.next())
                .toList();
    }

    /** The chains of what is not taken in, as they came and without a seal of this node. */
    static List<Optional<StoredChain>> asTheyCame(List<Arrival> arrivals) {
        ChainForm form = new ChainForm();
        return arrivals.stream()
                .map(arrival -> stored(form, arrival.chain(), note(arrival)))
                .toList();
    }

    /**
     * Which of the entries that were held already gain by what came with them now: those whose author was not proven and is
     * by this. One that is proven keeps the chain that it came with first, be another shorter.
     *
     * @param held what the store keeps with them, by stamp
     * @param offered by stamp: how they came this time, and the chain as this node has sealed it on
     */
    Map<Long, StoredChain> better(Map<Long, StoredChain> held, Map<Long, Again> offered) {
        ChainForm form = new ChainForm();
        Map<Long, StoredChain> better = new TreeMap<>();
        offered.forEach((added, again) -> {
            Instant received = Instant.EPOCH.plus(added, ChronoUnit.MICROS);
            boolean proven = Optional.ofNullable(held.get(added))
                    .flatMap(form::chain)
                    .flatMap(chain -> verifier.verify(chain, received).author())
                    .isPresent();
            // Without a link of our own nothing would tell when it came, and it came after the entry.
            int links =
                    again.arrival().chain().map(chain -> chain.links().size()).orElse(0);
            if (!proven && again.chain().links().size() > links) {
                better.put(added, again.chain());
            }
        });
        counts.addProvenLater(better.size());
        return better;
    }

    /** How an object came that was held already. */
    record Again(Arrival arrival, StoredChain chain) {}

    private static Optional<String> note(Arrival arrival) {
        return arrival.verification()
                .fault()
                .map(fault -> KeptChain.NOTE + fault)
                .map(Sealing::shortened);
    }

    private static Optional<StoredChain> stored(ChainForm form, Optional<Chain> chain, Optional<String> note) {
        return chain.map(each -> form.stored(each, note)).or(() -> note.map(ChainForm::note));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE);
    }

    /** The delivery's own authority, and besides it everyone whose seal as author stands for the object's creator. */
    private record Sealed(VersionAuthority unsealed, Predicate<Head> isProven, Predicate<Head> isOurs)
            implements VersionAuthority {
        @Override
        public boolean mayVersion(Head offered, Held held) {
            return unsealed.mayVersion(offered, held) || held.sameCreator() && isProven.test(offered);
        }

        @Override
        public boolean mayBegin(Head offered) {
            return isProven.test(offered) || !isOurs.test(offered) && unsealed.mayBegin(offered);
        }
    }

    /**
     * Who may bring what of these: also whoever brings what its creator sealed. What others bring in this organisation's
     * own name must have its own seal, as it would have if it was here once.
     */
    VersionAuthority authority(List<Entrant> entrants, Delivery delivery) {
        Set<Head> proven = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Entrant entrant : entrants) {
            Head head = entrant.object().head();
            Optional<String> creator = head.createdByRef().map(StixId::value);
            boolean byCreator = entrant.arrival()
                    .verification()
                    .author()
                    .filter(author ->
                            creator.filter(author.identities()::contains).isPresent())
                    .isPresent();
            if (byCreator) {
                proven.add(head);
            }
        }
        return new Sealed(
                delivery.authority(), proven::contains, head -> isFromPeer(delivery) && isOurs(head.createdByRef()));
    }

    private boolean isOurs(Optional<StixId> creator) {
        return creator.filter(identities::contains).isPresent();
    }

    private static boolean isFromPeer(Delivery delivery) {
        return delivery.receipt().source().startsWith(PEER);
    }
}
