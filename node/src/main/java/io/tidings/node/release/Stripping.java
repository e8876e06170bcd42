package io.tidings.node.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Store;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularStrip;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.validate.Profile;
import io.tidings.stix.validate.Validator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Own objects without the parts whose granular markings go beyond what a principal may get, where valid STIX is left
 * (requirement F-02). Safe for use by any number of threads; blocks on the store.
 */
final class Stripping {
    private static final int MOST = 10_000;

    private final Store store;
    private final Validator validator = Validator.standard();
    private final Cache<Key, Boolean> possible =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** Entries never change their content, and a stamp is never given twice. */
    private record Key(UUID collection, long added, Set<StixId> exceeding) {}

    Stripping(Store store) {
        this.store = store;
    }

    /** Whether the object of an entry can do without what {@code exceeding} markings mark. */
    boolean isPossible(Entry entry, Set<StixId> exceeding) {
        return possible.get(
                new Key(entry.collection(), entry.added(), exceeding),
                key -> store.read(entry.collection(), entry.added() - 1, entry.added(), 1, 1).items().stream()
                        .anyMatch(item ->
                                stripped(item.bytes(), entry.head(), exceeding).isPresent()));
    }

    /** The object without those parts; empty if no valid STIX would be left. */
    Optional<StixObject> stripped(ByteSlice object, Head head, Set<StixId> exceeding) {
        return GranularStrip.without(
                        object,
                        head.granularMarkings(),
                        marking ->
                                marking.markingRef().filter(exceeding::contains).isPresent())
                .flatMap(this::valid);
    }

    private Optional<StixObject> valid(ByteSlice object) {
        try {
            return ObjectReader.read(object, ContentBounds.standard()) instanceof Element.Sound sound
                            && validator
                                    .validate(sound.object())
                                    .refusal(Profile.INTEROPERABLE)
                                    .isEmpty()
                    ? Optional.of(sound.object())
                    : Optional.empty();
        } catch (MalformedContentException broken) {
            return Optional.empty();
        }
    }
}
