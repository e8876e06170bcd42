package io.tidings.node.operations;

import io.tidings.node.intake.Content;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A small node in memory: collections with ids of objects, one peer called bank-b. */
public final class FakeOperations implements Operations {
    public final List<CollectionReport> collections = new ArrayList<>();
    public final List<String> published = new ArrayList<>();
    public final List<String> origins = new ArrayList<>();
    public final List<OriginReport> givers = new ArrayList<>();
    public final FakePackages packages = new FakePackages();
    public final FakeQuarantine quarantine = new FakeQuarantine();
    public final List<String> mistakes = new ArrayList<>();
    public final CountDownLatch reloaded = new CountDownLatch(1);
    public volatile Optional<RuntimeException> failure = Optional.empty();
    public volatile boolean caughtUp = true;

    public final FakeSharing sharing = new FakeSharing();
    public final FakeContracts contracts = new FakeContracts();
    public final FakeRecalls recalls = new FakeRecalls();

    @Override
    public Contracting contracts() {
        return contracts;
    }

    @Override
    public Recalling recalls() {
        return recalls;
    }

    @Override
    public Packaging packages() {
        return packages;
    }

    @Override
    public Sharing sharing() {
        return sharing;
    }

    @Override
    public StatusReport status() {
        failIfTold();
        var health = new StatusReport.PeerHealth(
                "bank-b",
                "c1",
                "from-b",
                Optional.of("2026-01-01T00:00:00Z"),
                Optional.of(7L),
                42,
                Optional.empty(),
                Optional.empty(),
                Optional.of(12L),
                Optional.of(4L));
        return new StatusReport(
                "Bank A",
                true,
                Optional.of("2026-01-01T00:00:00Z"),
                Optional.of("https://localhost:7443/taxii2/"),
                Optional.of("https://node.example:7444"),
                "sha256:ab",
                "2028-01-01T00:00:00Z",
                collections,
                List.of(health),
                3,
                Optional.of("2026-01-02T00:00:00Z"),
                Optional.of("at 2026-01-03T00:00:00Z"),
                Optional.of(4_096L),
                sharing.cuts(),
                sharing.audit());
    }

    @Override
    public List<CollectionReport> collections() {
        failIfTold();
        return collections;
    }

    @Override
    public CollectionReport addCollection(String name, Optional<String> title, Optional<String> description) {
        if (collections.stream().anyMatch(each -> each.name().equals(name))) {
            throw new OperationException(OperationException.Kind.CONFLICT, "there is a collection " + name);
        }
        String id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        var added = new CollectionReport(
                id, name, title.orElse(name), description, "https://localhost/" + id + "/", Optional.empty());
        collections.add(added);
        return added;
    }

    @Override
    public Quarantining quarantine() {
        return quarantine;
    }

    @Override
    public PublishReport publish(
            String collection,
            Optional<Profile> profile,
            List<String> to,
            Content content,
            String origin,
            Consumer<Progress> progress)
            throws IOException, MalformedContentException {
        failIfTold();
        if (collections.stream().noneMatch(each -> each.name().equals(collection))) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "no collection " + collection);
        }
        origins.add(origin);
        int refused = 0;
        try (ContentReader reader = ContentReader.over(content.open(), ContentBounds.standard())) {
            for (Optional<Element> each = reader.next(); each.isPresent(); each = reader.next()) {
                if (each.get() instanceof Element.Sound sound) {
                    published.add(sound.object().id().value());
                    progress.accept(new Progress(collection, published.size()));
                } else {
                    refused++;
                }
            }
        }
        List<PublishReport.Problem> problems =
                refused == 0 ? List.of() : List.of(new PublishReport.Problem("x", "y", "no STIX object"));
        int stored = published.size();
        return new PublishReport(collection, stored + refused, stored, 0, 0, 0, refused, problems);
    }

    @Override
    public List<FollowReport> follow(Optional<String> peer, Consumer<Progress> progress) {
        failIfTold();
        if (peer.filter(name -> !name.equals("bank-b")).isPresent()) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "no peer " + peer.get());
        }
        progress.accept(new Progress("bank-b", 10));
        Optional<String> error = caughtUp ? Optional.empty() : Optional.of("it did not answer");
        return List.of(new FollowReport("bank-b", "c1", "from-b", 10, 9, 1, 0, 0, caughtUp, error));
    }

    @Override
    public List<ProvenanceExport> exportProvenance(String objectId) {
        return List.of();
    }

    @Override
    public TraceReport trace(String objectId) {
        if (!published.contains(objectId)) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "no object " + objectId + " is held");
        }
        var arrival = new TraceReport.Arrival(
                "operator", "publish", "2026-01-01T00:00:00Z", Optional.of("feed.json"), Optional.empty(), "r1");
        var departure = new TraceReport.Departure("peer:bank-b", "taxii", "2026-01-02T00:00:00Z", "sha256:cd");
        var version = new TraceReport.Version(
                "2026-01-01T00:00:00Z",
                "indicators",
                "2026-01-01T00:00:00.000001Z",
                true,
                false,
                List.of(arrival),
                List.of(departure),
                new TraceReport.Proof(
                        "verified",
                        Optional.empty(),
                        List.of(new TraceReport.Hop(
                                "author",
                                "Bank A",
                                Optional.of("own"),
                                "2026-01-01T00:00:00Z",
                                "kid",
                                Optional.empty()))));
        return new TraceReport(objectId, List.of(version));
    }

    @Override
    public WhyReport why(String principal, String objectId) {
        return new WhyReport(
                principal,
                objectId,
                List.of(new WhyReport.Item(
                        "indicators",
                        "2026-01-01T00:00:00Z",
                        "2026-01-01T00:00:00.000001Z",
                        true,
                        false,
                        Optional.of("marking"),
                        "TLP:red is above TLP:amber",
                        0,
                        Optional.empty(),
                        Optional.empty())));
    }

    @Override
    public PreviewReport preview(String principal, String collection) {
        return new PreviewReport(
                principal,
                collection,
                3,
                List.of(new PreviewReport.Withheld("marking", 2, "indicator--x", "TLP:red is above TLP:amber")));
    }

    @Override
    public List<OriginReport> origins() {
        failIfTold();
        return givers;
    }

    @Override
    public DestroyReport destroyOrigin(String origin) {
        failIfTold();
        if (!givers.removeIf(each -> each.name().equals(origin))) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "nothing came from " + origin);
        }
        return new DestroyReport(origin, 12, 2, 1);
    }

    @Override
    public int replaceStorageKey() {
        failIfTold();
        return givers.size();
    }

    @Override
    public EncryptReport encryptStored(Consumer<Progress> progress) {
        failIfTold();
        progress.accept(new Progress("encrypt", 3));
        return new EncryptReport(3, true);
    }

    @Override
    public BackupReport backup(BackupOrder order, Consumer<Progress> progress) {
        failIfTold();
        progress.accept(new Progress("backup", 3));
        return new BackupReport(
                order.to().toString(),
                17,
                "Bank A",
                "2026-01-02T00:00:00Z",
                order.withKeys(),
                !order.encryptTo().isEmpty(),
                2,
                3);
    }

    @Override
    public List<String> reload() {
        reloaded.countDown();
        return mistakes;
    }

    private void failIfTold() {
        failure.ifPresent(f -> {
            throw f;
        });
    }
}
