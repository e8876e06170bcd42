package io.tidings.taxii.client.follow;

import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.manifest.GetManifest;
import io.tidings.taxii.client.manifest.ManifestRecord;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks whether a server still has the last entry that was seen of a collection. */
final class CursorCheck {
    /** Some servers cut their dates to milliseconds in one place and not in another. */
    private static final Duration TOLERANCE = Duration.ofMillis(1);

    private final GetManifest manifests;
    private final CollectionUrl collection;
    private final ObjectsQuery query;

    CursorCheck(GetManifest manifests, CollectionUrl collection, ObjectsQuery query) {
        this.manifests = manifests;
        this.collection = collection;
        // The entry may be of a version that is no longer the latest.
        this.query = query.with("version", List.of("all"));
    }

    /** Whether the entry is gone for certain; a server that shows no manifest cannot be asked. */
    boolean wentBack(Cursor cursor) throws IOException {
        if (cursor.lastEntry().isEmpty()) {
            return false;
        }
        Instant entry = cursor.lastEntry().get();
        PagePosition position = PagePosition.first(Optional.of(entry.minus(1, ChronoUnit.MICROS)), OptionalInt.of(1));
        FirstDate first = new FirstDate();
        try {
            PageEnd end = manifests.read(collection, query, position, first);
            Optional<Instant> found = first.date.or(() -> end.items() == 0 ? Optional.empty() : end.first());
            boolean undated = end.items() > 0 && found.isEmpty();
            return !undated && found.filter(date -> isSame(date, entry)).isEmpty();
        } catch (RefusedException noManifest) {
            if (noManifest.mayPass()) {
                throw noManifest;
            }
            return false;
        }
    }

    private static boolean isSame(Instant found, Instant entry) {
        return found.isBefore(entry.plus(TOLERANCE));
    }

    private static final class FirstDate implements GetManifest.RecordSink {
        private Optional<Instant> date = Optional.empty();

        @Override
        public void begin() {
            date = Optional.empty();
        }

        @Override
        public void accept(ManifestRecord found) {
            date = date.or(found::dateAdded);
        }
    }
}
