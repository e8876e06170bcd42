package io.tidings.taxii.server.testing;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.server.backend.ApiRoot;
import io.tidings.taxii.server.backend.CollectionResource;
import io.tidings.taxii.server.backend.Credentials;
import io.tidings.taxii.server.backend.Discovery;
import io.tidings.taxii.server.backend.ManifestPage;
import io.tidings.taxii.server.backend.ObjectsPage;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Requester;
import io.tidings.taxii.server.backend.Status;
import io.tidings.taxii.server.backend.Submission;
import io.tidings.taxii.server.backend.TaxiiBackend;
import io.tidings.taxii.server.query.DeleteQuery;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A backend that keeps everything in memory and does nothing wrong: rights per user and collection, rising stamps, the
 * evaluation order of §5.4. Guarded by its own lock.
 */
public final class MemoryBackend implements TaxiiBackend {
    public static final String ROOT = "/intel/feeds/";
    public static final String EMPTY_ROOT = "/partners/";

    private final Clock clock;
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, String> certificateSubjects = new HashMap<>();
    private final Set<String> usersNeedingLists = new java.util.HashSet<>();
    private final Map<UUID, MemoryCollection> collections = new HashMap<>();
    private final Map<UUID, OwnedStatus> statuses = new HashMap<>();
    private volatile long maxContentLength = 10_485_760;
    private volatile int pageCap = 1_000;
    private volatile Runnable beforeEachRead = () -> {};

    private record User(String name, boolean needsEmptyObjectsList) implements Requester {}

    private record OwnedStatus(String owner, Status status) {}

    public MemoryBackend(Clock clock) {
        this.clock = clock;
    }

    public MemoryBackend user(String name, String password) {
        passwords.put(name, password);
        return this;
    }

    public MemoryBackend token(String token, String user) {
        tokens.put(token, user);
        return this;
    }

    public MemoryBackend certificate(String subject, String user) {
        certificateSubjects.put(subject, user);
        return this;
    }

    public MemoryBackend needsEmptyLists(String user) {
        usersNeedingLists.add(user);
        return this;
    }

    public MemoryCollection collection(UUID id, String title) {
        return collections.computeIfAbsent(id, key -> new MemoryCollection(key, title));
    }

    public MemoryBackend maxContentLength(long bytes) {
        maxContentLength = bytes;
        return this;
    }

    public MemoryBackend pageCap(int objects) {
        pageCap = objects;
        return this;
    }

    /** Runs on the worker before a page is read: to wait there, or to fail. */
    public MemoryBackend beforeEachRead(Runnable action) {
        beforeEachRead = action;
        return this;
    }

    public synchronized void put(UUID collection, Instant dateAdded, String json) {
        collections.get(collection).append(object(json), dateAdded);
    }

    public synchronized void putStatus(String owner, Status status) {
        statuses.put(status.id(), new OwnedStatus(owner, status));
    }

    public static StixObject object(String json) {
        try (ContentReader reader = ContentReader.over(
                ("{\"objects\":[" + json + "]}").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                ContentBounds.standard())) {
            return ((Element.Sound) reader.next().orElseThrow()).object();
        } catch (IOException | MalformedContentException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Override
    public Optional<Requester> authenticate(Credentials credentials) {
        Optional<String> name;
        if (credentials.scheme() instanceof Credentials.Scheme.Basic basic) {
            name = Optional.of(basic.user()).filter(user -> new String(basic.password()).equals(passwords.get(user)));
        } else if (credentials.scheme() instanceof Credentials.Scheme.Bearer bearer) {
            name = Optional.ofNullable(tokens.get(new String(bearer.token())));
        } else if (credentials.scheme() instanceof Credentials.Scheme.None) {
            name = credentials.certificates().stream()
                    .findFirst()
                    .map(certificate -> certificateSubjects.get(
                            certificate.getSubjectX500Principal().getName()));
        } else {
            name = Optional.empty();
        }
        return name.map(user -> new User(user, usersNeedingLists.contains(user)));
    }

    @Override
    public Discovery discovery(Requester requester) {
        return new Discovery(
                "Example TAXII server",
                Optional.of("Server used in the project's examples"),
                Optional.of("taxii-admin@example.test"),
                Optional.of(ROOT),
                List.of(ROOT, EMPTY_ROOT));
    }

    @Override
    public Optional<ApiRoot> apiRoot(Requester requester, String rootPath) {
        return rootPath.equals(ROOT) || rootPath.equals(EMPTY_ROOT)
                ? Optional.of(
                        new ApiRoot("Intelligence feeds", Optional.of("Feeds for the analyst group"), maxContentLength))
                : Optional.empty();
    }

    @Override
    public synchronized List<CollectionResource> collections(Requester requester, String rootPath) {
        return rootPath.equals(EMPTY_ROOT)
                ? List.of()
                : collections.values().stream()
                        .flatMap(collection -> collection.seenBy(requester.name()).stream())
                        .toList();
    }

    @Override
    public synchronized Optional<CollectionResource> collection(
            Requester requester, String rootPath, String idOrAlias) {
        return collections(requester, rootPath).stream()
                .filter(collection -> collection.id().toString().equals(idOrAlias)
                        || collection.alias().equals(Optional.of(idOrAlias)))
                .findFirst();
    }

    @Override
    public ObjectsPage objects(Requester requester, UUID collection, ObjectsQuery query) {
        beforeEachRead.run();
        synchronized (this) {
            MemoryCollection.Page page = collections.get(collection).page(query, pageCap);
            return new ObjectsPage(
                    page.entries().stream().map(entry -> entry.object().bytes()).toList(),
                    page.entries().size(),
                    page.end());
        }
    }

    @Override
    public synchronized ManifestPage manifest(Requester requester, UUID collection, ObjectsQuery query) {
        return collections.get(collection).page(query, pageCap).toManifest();
    }

    @Override
    public synchronized ManifestPage versions(Requester requester, UUID collection, ObjectsQuery query) {
        return collections.get(collection).versions(query, pageCap).toManifest();
    }

    @Override
    public synchronized Status add(Requester requester, UUID collection, Submission submission)
            throws MalformedContentException, IOException {
        List<Element> elements = new ArrayList<>();
        try (ContentReader reader = ContentReader.over(submission.open(), ContentBounds.standard())) {
            for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                elements.add(next.get());
            }
        }
        if (elements.isEmpty()) {
            throw new MalformedContentException("the envelope has no objects (TAXII 2.1 §3.7)", -1);
        }
        Status status = store(collections.get(collection), elements);
        statuses.put(status.id(), new OwnedStatus(requester.name(), status));
        return status;
    }

    private Status store(MemoryCollection collection, List<Element> elements) {
        List<Status.Detail> successes = new ArrayList<>();
        List<Status.Detail> failures = new ArrayList<>();
        for (Element element : elements) {
            if (element instanceof Element.Sound sound) {
                String version = sound.object().head().version().text();
                String message = collection.add(sound.object(), clock);
                (message.startsWith("conflict") ? failures : successes)
                        .add(new Status.Detail(sound.object().id().value(), version, Optional.of(message)));
            } else if (element instanceof Element.Faulty faulty) {
                failures.add(new Status.Detail(
                        faulty.id().orElse("unknown"),
                        faulty.version().orElse("unknown"),
                        Optional.of(faulty.reason())));
            }
        }
        return new Status(
                UUID.randomUUID(),
                true,
                clock.instant(),
                elements.size(),
                successes.size(),
                successes,
                failures.size(),
                failures,
                0,
                List.of());
    }

    @Override
    public synchronized Optional<Status> status(Requester requester, String rootPath, UUID id) {
        return Optional.ofNullable(statuses.get(id))
                .filter(owned -> owned.owner().equals(requester.name()))
                .map(OwnedStatus::status);
    }

    @Override
    public synchronized void delete(Requester requester, UUID collection, DeleteQuery query) {
        if (!collections.get(collection).delete(query)) {
            throw RefusedException.notFound();
        }
    }

    /** Bytes of everything in a collection, in order of addition. */
    public synchronized List<ByteSlice> contents(UUID collection) {
        return collections.get(collection).contents();
    }
}
