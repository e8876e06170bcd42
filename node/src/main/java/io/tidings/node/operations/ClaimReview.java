package io.tidings.node.operations;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.intake.ChainSource;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.Unsealing;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoredChain;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.Element;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.client.url.ApiRootUrl;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the claims that came by follows when keys may have become known that prove them, such as those of an
 * organisation whose new card was learned late: they go where they were to go, as if they came now. Without it they would
 * be missing for ever, since a follow does not go back. For any number of threads; blocks on the store.
 */
public final class ClaimReview {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimReview.class);
    private static final int PAGE = 1_000;

    private final NodeParts parts;
    private final ChainVerifier verifier;
    private final Unsealing unsealing;
    private final UUID claims;
    private final AtomicBoolean due = new AtomicBoolean(true); // keys may have been learned while no node ran

    /**
     * @param unsealing takes away the seal under which this node kept a claim
     * @param claims the collection in which claims are kept
     */
    public ClaimReview(NodeParts parts, ChainVerifier verifier, Unsealing unsealing, UUID claims) {
        this.parts = parts;
        this.verifier = verifier;
        this.unsealing = unsealing;
        this.claims = claims;
    }

    /** Has the next {@link #lookIfDue} look: the agreements or the signers were changed. */
    public void becomeDue() {
        due.set(true);
    }

    /** Looks through the claims if something has changed since the last time. */
    public void lookIfDue() {
        if (!due.compareAndSet(true, false)) {
            return;
        }
        try {
            int entered = look();
            if (entered > 0) {
                LOG.info("{} claims are proven by keys that are known now, and are in force", entered);
            }
        } catch (RuntimeException failed) {
            LOG.warn(
                    "the claims were not looked through to the end; the next change of agreements begins again",
                    failed);
        }
    }

    private int look() {
        StoredCollection collection = parts.store().collection(claims).orElseThrow();
        int entered = 0;
        List<Entry> page = parts.store().entries(claims, 0, PAGE);
        while (!page.isEmpty()) {
            long last = page.get(page.size() - 1).added();
            Map<Long, StoredChain> chains =
                    parts.store().chains(claims, page.get(0).added(), last);
            for (Entry entry : page) {
                Optional<StoredChain> chain = Optional.ofNullable(chains.get(entry.added()));
                if (chain.filter(kept -> isProven(entry, kept)).isPresent() && enters(collection, entry, chain.get())) {
                    entered++;
                }
            }
            page = parts.store().entries(claims, last, PAGE);
        }
        return entered;
    }

    private boolean isProven(Entry entry, StoredChain kept) {
        Optional<String> creator = entry.head().createdByRef().map(StixId::value);
        Instant received = Instant.EPOCH.plus(entry.added(), ChronoUnit.MICROS);
        return unsealing
                .of(kept)
                .flatMap(chain -> verifier.verify(chain, received).author())
                .filter(author -> creator.filter(author.identities()::contains).isPresent())
                .isPresent();
    }

    /** Durable at its new place before it is gone from the old one; a crash between leaves both, which is harmless. */
    private boolean enters(StoredCollection from, Entry entry, StoredChain kept) {
        Optional<Receipt> arrival = parts.store().provenance(entry).stream().findFirst();
        Optional<StixObject> object = parts.release().aside(from, entry);
        Optional<Target> target = arrival.flatMap(this::target);
        if (object.isEmpty() || target.isEmpty()) {
            return false;
        }
        IntakeReport report = parts.intake()
                .take(
                        target.get()
                                .delivery(
                                        parts.agreements().get(), arrival.get(), unsealing.source(object.get(), kept)),
                        List.of(new Element.Sound(object.get())),
                        List.of());
        boolean entered = report.verdicts().get(0).isSuccess();
        if (entered) {
            parts.intake().remove(claims, List.of(entry), receipt());
        }
        return entered;
    }

    /** Where a claim was to go. */
    private record Target(UUID collection, Follow follow) {
        Delivery delivery(AgreementBook book, Receipt arrival, ChainSource chain) {
            return new Delivery(
                    collection,
                    arrival,
                    follow.maxTlp(),
                    Optional.empty(),
                    Optional.empty(),
                    new CreatorAuthority(book, arrival.source()),
                    follow.acceptance(),
                    chain);
        }
    }

    private Optional<Target> target(Receipt arrival) {
        for (Peer peer : parts.agreements().get().peers()) {
            for (Follow follow : peer.follows()) {
                String theirs = new ApiRootUrl(follow.apiRoot())
                        .collection(follow.collection())
                        .toString();
                if (arrival.source().equals("peer:" + peer.name())
                        && arrival.origin().filter(theirs::equals).isPresent()) {
                    return parts.store().collections().stream()
                            .filter(each -> each.name().equals(follow.into()))
                            .findFirst()
                            .map(into -> new Target(into.id(), follow));
                }
            }
        }
        return Optional.empty();
    }

    private Receipt receipt() {
        return new Receipt(
                "node",
                "claim-review",
                parts.clock().instant(),
                Optional.empty(),
                Optional.empty(),
                parts.uuids().get().toString());
    }
}
