package io.tidings.stix.validate;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.Locale;
import java.util.Optional;

/**
 * What is remembered of the objects of a bundle, as digests and times in tables: about 140 bytes for an object of one
 * version, about 180 if it is revoked, about 45 for each further version. For one thread.
 */
final class SeenObjects {
    private static final int CREATED = 0;
    private static final int CREATOR = 1;
    /** The second of the latest version, above {@link #FLAGS} bits. */
    private static final int LATEST = 2;

    private static final int LATEST_FRACTION = 3;

    private static final int FLAGS = 3;
    private static final long LATEST_REVOKES = 1;
    private static final long INSTANCE = 2;
    private static final long FAMILY = 4;

    private static final int CONTENT = 0;
    private static final int LENGTHS = 1;
    private static final int SECOND = 0;
    private static final int FRACTION = 1;

    private final Digest.Maker digests = new Digest.Maker();
    /** By identifier. */
    private final DigestTable objects = new DigestTable(4);
    /** By identifier and time: {@link #CONTENT}, {@link #LENGTHS}. */
    private final DigestTable versions = new DigestTable(2);
    /** By identifier: when the object was first revoked. */
    private final DigestTable revoked = new DigestTable(2);
    /** By UUID and creator, of the objects that have a creator: nothing. */
    private final DigestTable owned = new DigestTable(0);

    /** What the tables take of the heap. */
    long bytes() {
        return objects.bytes() + versions.bytes() + revoked.bytes() + owned.bytes();
    }

    Digest key(StixId id) {
        return digests.of(id.value());
    }

    Digest key(StixId id, StixTimestamp version) {
        return digests.of(id.value(), version.sortKey());
    }

    boolean has(Digest id) {
        return objects.find(id) != DigestTable.ABSENT;
    }

    /** Whether some object has the UUID of {@code id} and that creator. */
    boolean hasUuidOf(StixId id, StixId creator) {
        return owned.find(owner(id, creator)) != DigestTable.ABSENT;
    }

    /** Remembers an object that is not known yet; its version is a matter of its own. */
    void add(Digest id, StixObject object) {
        Head head = object.head();
        int row = objects.add(id);
        objects.set(row, CREATED, created(head));
        objects.set(row, CREATOR, creator(head));
        Moment version = Moment.of(head.version());
        long flags = head.revoked() ? LATEST_REVOKES : 0;
        if (object.type().equals("malware")) {
            Optional<Boolean> family = ObjectFacts.isFamily(object.bytes());
            flags |= family.map(is -> is ? FAMILY : INSTANCE).orElse(0L);
        }
        objects.set(row, LATEST, version.second() << FLAGS | flags);
        objects.set(row, LATEST_FRACTION, version.fraction());
        head.createdByRef().map(creator -> owner(object.id(), creator)).ifPresent(key -> {
            if (owned.find(key) == DigestTable.ABSENT) {
                owned.add(key);
            }
        });
    }

    /** Whether the object that is known by {@code id} has this {@code created}. */
    boolean isCreatedAsIn(Digest id, Head head) {
        return objects.get(objects.find(id), CREATED) == created(head);
    }

    /** Whether the object that is known by {@code id} has this {@code created_by_ref}. */
    boolean isCreatedByAsIn(Digest id, Head head) {
        return objects.get(objects.find(id), CREATOR) == creator(head);
    }

    boolean hasVersion(Digest version) {
        return versions.find(version) != DigestTable.ABSENT;
    }

    /** Whether the version, which is known, came with that content. */
    boolean hasContent(Digest version, long content) {
        return versions.get(versions.find(version), CONTENT) == content;
    }

    /** @param lengths as {@link ListLengths} has them */
    void addVersion(Digest version, long content, long lengths) {
        int row = versions.add(version);
        versions.set(row, CONTENT, content);
        versions.set(row, LENGTHS, lengths);
    }

    /** As {@link ListLengths} has them, of a version as it came first; 0 if it is not known. */
    long lengths(Digest version) {
        int row = versions.find(version);
        return row == DigestTable.ABSENT ? 0 : versions.get(row, LENGTHS);
    }

    /** When the object was first revoked, if it was. */
    Optional<Moment> revocation(Digest id) {
        int row = revoked.find(id);
        return row == DigestTable.ABSENT
                ? Optional.empty()
                : Optional.of(new Moment(revoked.get(row, SECOND), revoked.get(row, FRACTION)));
    }

    /** The time of the latest version of an object that is known. */
    Moment latest(Digest id) {
        int row = objects.find(id);
        return new Moment(objects.get(row, LATEST) >> FLAGS, objects.get(row, LATEST_FRACTION));
    }

    boolean latestRevokes(Digest id) {
        return (objects.get(objects.find(id), LATEST) & LATEST_REVOKES) != 0;
    }

    /** Moves what is known of the times of an object that is known. */
    void addTime(Digest id, Moment version, boolean revokes) {
        int row = objects.find(id);
        if (latest(id).isBefore(version)) {
            long kind = objects.get(row, LATEST) & (INSTANCE | FAMILY);
            objects.set(row, LATEST, version.second() << FLAGS | kind | (revokes ? LATEST_REVOKES : 0));
            objects.set(row, LATEST_FRACTION, version.fraction());
        }
        if (revokes && revocation(id).filter(first -> !version.isBefore(first)).isEmpty()) {
            int at = revoked.find(id);
            at = at == DigestTable.ABSENT ? revoked.add(id) : at;
            revoked.set(at, SECOND, version.second());
            revoked.set(at, FRACTION, version.fraction());
        }
    }

    /** Whether it is malware that says of itself that it is a family; empty if it says nothing or is not known. */
    Optional<Boolean> isFamily(Digest id) {
        int row = objects.find(id);
        long flags = row == DigestTable.ABSENT ? 0 : objects.get(row, LATEST) & (INSTANCE | FAMILY);
        return flags == 0 ? Optional.empty() : Optional.of(flags == FAMILY);
    }

    private Digest owner(StixId id, StixId creator) {
        return digests.of(id.uuidText().toLowerCase(Locale.ROOT), creator.value());
    }

    private long created(Head head) {
        return head.created().map(time -> digests.of(time.sortKey()).low()).orElse(0L);
    }

    private long creator(Head head) {
        return head.createdByRef().map(id -> digests.of(id.value()).low()).orElse(0L);
    }
}
