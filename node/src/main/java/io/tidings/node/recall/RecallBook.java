package io.tidings.node.recall;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.WhenRecalled;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.Recalled;
import io.tidings.node.recall.Recall.Action;
import io.tidings.node.recall.Recall.Place;
import io.tidings.node.release.Notices;
import io.tidings.node.seal.TrustedKey;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * All recalls that this node knows of, in memory and in the store. Tells the doors what must not come in, what is held back,
 * and what goes out among the companions. Safe from any thread.
 */
public final class RecallBook implements Recalled, Notices {
    private static final String AREA = "recall";

    private final Store store;
    private final RecallPolicy policy;
    private final Map<String, Recall> byKey = new ConcurrentHashMap<>();
    private final Map<StixId, Set<String>> byObject = new ConcurrentHashMap<>();
    private final Map<UUID, NavigableMap<Long, String>> placed = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock placing = new ReentrantReadWriteLock();
    private volatile Set<Place> heldBack = Set.of();

    private RecallBook(Store store, RecallPolicy policy) {
        this.store = store;
        this.policy = policy;
    }

    /** Those that the store has. */
    public static RecallBook open(Store store, Supplier<AgreementBook> agreements) {
        RecallBook book = new RecallBook(store, new RecallPolicy(agreements));
        store.states(AREA).values().forEach(text -> book.remember(RecallForm.parse(text)));
        return book;
    }

    /** @param key as {@link Recall#key} */
    Optional<Recall> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The newest first. */
    List<Recall> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing((Recall each) -> each.origin().came())
                        .reversed())
                .toList();
    }

    List<Recall> of(StixId object) {
        return byObject.getOrDefault(object, Set.of()).stream()
                .flatMap(key -> find(key).stream())
                .sorted(Comparator.comparing((Recall each) -> each.what().at()).reversed())
                .toList();
    }

    /** Keeps a recall; durable when it returns, and in force from then on. */
    void put(Recall recall) {
        try {
            store.putState(AREA, recall.key(), RecallForm.text(recall)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
        remember(recall);
    }

    private synchronized void remember(Recall recall) {
        String key = recall.key();
        byKey.put(key, recall);
        byObject.computeIfAbsent(recall.what().object(), object -> ConcurrentHashMap.newKeySet())
                .add(key);
        recall.stamps()
                .forEach(
                        (collection, stamp) -> placed.computeIfAbsent(collection, each -> new ConcurrentSkipListMap<>())
                                .put(stamp, key));
        Set<Place> held = new HashSet<>();
        byKey.values().stream()
                .filter(each -> each.action() == Action.HELD)
                .forEach(each -> held.addAll(each.places()));
        heldBack = Set.copyOf(held);
    }

    /** Does what gives notices their places, while nobody reads past them. */
    void place(Runnable placingThem) {
        placing.writeLock().lock();
        try {
            placingThem.run();
        } finally {
            placing.writeLock().unlock();
        }
    }

    @Override
    public <T> T whileNoneIsPlaced(Supplier<T> reading) {
        placing.readLock().lock();
        try {
            return reading.get();
        } finally {
            placing.readLock().unlock();
        }
    }

    @Override
    public List<Notice> of(String principal, UUID collection, long after, long through, int most) {
        NavigableMap<Long, String> here = placed.get(collection);
        if (here == null || after >= through) {
            return List.of();
        }
        return here.subMap(after, false, through, true).entrySet().stream()
                .flatMap(each -> find(each.getValue())
                        .filter(recall -> each.getKey().equals(recall.stamps().get(collection))
                                && recall.told().containsKey(principal))
                        .map(recall ->
                                RecallObject.write(recall.what(), recall.statements(), each.getKey(), recall.level()))
                        .stream())
                .limit(most)
                .toList();
    }

    @Override
    public boolean isHeldBack(UUID collection, long added) {
        return !heldBack.isEmpty() && heldBack.contains(new Place(collection, added));
    }

    @Override
    public boolean isAnythingHeldBack() {
        return !heldBack.isEmpty();
    }

    @Override
    public Optional<String> fault(StixObject object, Delivery delivery, Optional<TrustedKey> author) {
        if (byObject.isEmpty() || !byObject.containsKey(object.id())) {
            return Optional.empty();
        }
        return of(object.id()).stream()
                .filter(recall -> recall.stands()
                        && recall.what()
                                .covers(object.head().version(), object.head().isVersioned())
                        && keepsOut(recall, object, delivery, author))
                .findFirst()
                .map(recall -> fault(recall, delivery));
    }

    // To others it says no more than that it is so: the reason was for those who were told.
    private static String fault(Recall recall, Delivery delivery) {
        return delivery.receipt().source().equals("operator")
                ? "it was recalled by " + recall.origin().organisation() + " on "
                        + recall.what().at() + ": " + recall.what().reason()
                        + "; 'tidings recall forget " + recall.what().object().value() + "' lets it in all the same"
                : "it was recalled and is not taken in any more";
    }

    private boolean keepsOut(Recall recall, StixObject object, Delivery delivery, Optional<TrustedKey> author) {
        String source = delivery.receipt().source();
        boolean byGiver = recall.origin().givers().contains(source);
        if (recall.origin().own()) {
            return true;
        }
        return switch (recall.standing()) {
            case CREATOR -> recall.action().acted();
            case GIVER -> recall.action().acted() && byGiver;
            case OPEN -> keepsOut(delivery, isCreator(recall, object, author), byGiver);
            case UNPROVEN -> false;
        };
    }

    private boolean keepsOut(Delivery delivery, boolean byCreator, boolean byGiver) {
        String collection = store.collection(delivery.collection())
                .map(StoredCollection::name)
                .orElse("");
        return (byCreator || byGiver)
                && policy.of(delivery.receipt().source(), collection, byCreator) != WhenRecalled.NOTIFY;
    }

    private static boolean isCreator(Recall recall, StixObject object, Optional<TrustedKey> author) {
        Set<String> identities = recall.origin().identities();
        return object.head()
                        .createdByRef()
                        .map(StixId::value)
                        .filter(identities::contains)
                        .isPresent()
                || author.map(TrustedKey::holder)
                        .filter(holder ->
                                recall.origin().issuer().filter(holder::equals).isPresent())
                        .isPresent();
    }

    RecallPolicy policy() {
        return policy;
    }

    /** What a peer brought and nothing was done about. */
    Idle idle(String peer) {
        long count = 0;
        long characters = 0;
        for (Recall recall : byKey.values()) {
            if (!recall.action().acted() && recall.origin().from().containsKey(peer)) {
                count++;
                characters +=
                        recall.statements().stream().mapToLong(String::length).sum();
            }
        }
        return new Idle(count, characters);
    }

    /** @param characters of all their statements: what they take of memory and disk */
    record Idle(long count, long characters) {}
}
