package io.tidings.taxii.client.repair;

import io.tidings.stix.content.Element;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.manifest.ManifestRecord;
import io.tidings.taxii.client.objects.ElementSink;
import io.tidings.taxii.client.objects.GetObjects;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.paging.PageWalk;
import io.tidings.taxii.client.paging.PagingRules;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Fetches given object versions: several at once by filters, and what that misses one by one. */
final class MissingObjects {
    /** So many ids and versions still make a URL that proxies pass. */
    static final int AT_ONCE = 30;

    private static final PagingRules RULES = PagingRules.careful().withMaxPages(1_000);

    private final GetObjects pages;
    private final CollectionUrl collection;

    MissingObjects(GetObjects pages, CollectionUrl collection) {
        this.pages = pages;
        this.collection = collection;
    }

    /** The objects found, by the record that asked for them; at most {@link #AT_ONCE} may be wanted. */
    Map<ManifestRecord, StixObject> fetch(List<ManifestRecord> wanted) throws IOException {
        Wanted sink = new Wanted(wanted);
        List<String> versions = wanted.stream().map(ManifestRecord::version).toList();
        boolean sendable = versions.stream()
                .allMatch(version -> StixTimestamp.parse(version).isPresent());
        ObjectsQuery query = ObjectsQuery.everything()
                .with("id", wanted.stream().map(ManifestRecord::id).toList())
                .with("version", sendable ? versions : List.of("all"));
        read(collection.objects(), query, sink);
        for (ManifestRecord record : wanted) {
            if (!sink.found.containsKey(record)) {
                readOne(record, sink);
            }
        }
        return sink.found;
    }

    private void readOne(ManifestRecord record, Wanted sink) throws IOException {
        try {
            read(collection.object(record.id()), ObjectsQuery.everything(), sink);
        } catch (RefusedException gone) {
            if (gone.status() != 404) {
                throw gone;
            }
        }
    }

    private void read(URI url, ObjectsQuery query, Wanted sink) throws IOException {
        PageWalk walk = new PageWalk(url, PagePosition.first(Optional.empty(), OptionalInt.empty()), RULES);
        boolean more = true;
        while (more && !walk.isExhausted() && !sink.isComplete()) {
            int before = sink.found.size();
            PageEnd end = pages.read(url, query, walk.position(), sink);
            more = walk.advance(end, sink.found.size() - before);
        }
    }

    /** Keeps what was wanted of what comes: a server that ignores filters sends everything. */
    private static final class Wanted implements ElementSink {
        private final Map<String, List<ManifestRecord>> wanted = new LinkedHashMap<>();
        private final Map<ManifestRecord, StixObject> found = new LinkedHashMap<>();
        private final int size;

        Wanted(List<ManifestRecord> records) {
            records.forEach(record ->
                    wanted.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(record));
            this.size = records.size();
        }

        @Override
        public void begin() {}

        @Override
        public void accept(Element element) {
            if (element instanceof Element.Sound sound) {
                StixObject object = sound.object();
                wanted.getOrDefault(object.id().value(), List.of()).stream()
                        .filter(record -> isVersion(object, record))
                        .forEach(record -> found.putIfAbsent(record, object));
            }
        }

        boolean isComplete() {
            return found.size() == size;
        }

        // Of an object without versions the server's version is its own choice (T-068): any text will do.
        private static boolean isVersion(StixObject object, ManifestRecord record) {
            return !object.head().isVersioned()
                    || record.versionTime()
                            .filter(object.head().version()::equals)
                            .isPresent();
        }
    }
}
