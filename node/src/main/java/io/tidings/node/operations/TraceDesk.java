package io.tidings.node.operations;

import io.tidings.node.agreement.Principal;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.provenance.Provenance;
import io.tidings.node.release.Decision;
import io.tidings.node.release.Preview;
import io.tidings.node.store.Entry;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.identifier.StixId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An operator's questions where objects came from, where they went, and why not. Safe for any number of threads; blocks. */
public final class TraceDesk {
    private final NodeParts parts;
    private final Named named;
    private final Provenance provenance;
    private final Proofs proofs;
    private final ProvenanceExports exports;
    private final UUID claims;

    /**
     * @param proofs what signed provenance proves
     * @param exports write it for others to verify
     * @param claims the collection in which claims are kept
     */
    public TraceDesk(NodeParts parts, Proofs proofs, ProvenanceExports exports, UUID claims) {
        this.parts = parts;
        this.named = new Named(parts);
        this.provenance = new Provenance(parts.store());
        this.proofs = proofs;
        this.exports = exports;
        this.claims = claims;
    }

    /** As {@link Operations#trace}. */
    TraceReport trace(String objectId) {
        StixId id = Named.object(objectId);
        List<TraceReport.Version> versions =
                provenance.trace(id).stream().map(this::version).toList();
        if (versions.isEmpty()) {
            throw new OperationException(Kind.NOT_FOUND, "this node holds no object " + objectId);
        }
        return new TraceReport(objectId, versions);
    }

    /** As {@link Operations#exportProvenance}. */
    List<ProvenanceExport> exportProvenance(String objectId) {
        StixId id = Named.object(objectId);
        List<ProvenanceExport> exported = exports.of(provenance.trace(id));
        if (exported.isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND, "this node holds no version of " + objectId + " with signed provenance");
        }
        return exported;
    }

    /** As {@link Operations#why}. */
    WhyReport why(String principal, String objectId) {
        Principal who = named.principal(principal);
        StixId id = Named.object(objectId);
        List<WhyReport.Item> items = parts.store().versions(id).stream()
                .flatMap(entry -> parts.store().collection(entry.collection()).stream()
                        .filter(collection -> !collection.isAside())
                        .map(collection -> why(who, collection, entry)))
                .toList();
        if (items.isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND,
                    "no collection of this node holds " + objectId
                            + "; 'tidings trace' shows whether it is kept aside as a claim, 'tidings quarantine show'"
                            + " whether it waits for you");
        }
        return new WhyReport(who.name(), objectId, items);
    }

    private WhyReport.Item why(Principal who, StoredCollection collection, Entry entry) {
        Decision decision = parts.release().decide(who, collection, entry);
        List<String> times = parts.store().releasesOf(entry).stream()
                .filter(page -> page.principal().equals(who.name()))
                .map(page -> page.at().toString())
                .toList();
        return new WhyReport.Item(
                collection.name(),
                entry.head().version().text(),
                time(entry.added()),
                entry.current(),
                decision.isGiven(),
                rule(decision),
                explanation(decision),
                times.size(),
                times.stream().findFirst(),
                times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1)));
    }

    private static Optional<String> rule(Decision decision) {
        return decision instanceof Decision.Withheld no
                ? Optional.of(no.rule().text())
                : decision instanceof Decision.Stripped ? Optional.of("granular-marking") : Optional.empty();
    }

    private static String explanation(Decision decision) {
        return decision instanceof Decision.Withheld no
                ? no.explanation()
                : decision instanceof Decision.Stripped part ? part.explanation() : "";
    }

    /** As {@link Operations#preview}. */
    PreviewReport preview(String principal, String collection) {
        Principal who = named.principal(principal);
        StoredCollection target = named.collection(collection);
        if (who.mayRead(target.name()).isEmpty()) {
            throw new OperationException(
                    Kind.NOT_FOUND, who.name() + " may not read " + collection + ", so it gets nothing of it");
        }
        Preview preview = parts.release().preview(who, target);
        return new PreviewReport(
                who.name(),
                target.name(),
                preview.given(),
                preview.withheld().entrySet().stream()
                        .map(e -> new PreviewReport.Withheld(
                                e.getKey().text(),
                                e.getValue().entries(),
                                e.getValue().example().value(),
                                e.getValue().explanation()))
                        .toList());
    }

    private TraceReport.Version version(Provenance.Passage passage) {
        return new TraceReport.Version(
                passage.entry().head().version().text(),
                parts.store()
                        .collection(passage.entry().collection())
                        .map(StoredCollection::name)
                        .orElse("?"),
                time(passage.entry().added()),
                passage.entry().current(),
                passage.entry().collection().equals(claims),
                passage.arrivals().stream()
                        .map(r -> new TraceReport.Arrival(
                                r.source(), r.channel(), r.at().toString(), r.origin(), r.agreement(), r.requestId()))
                        .toList(),
                passage.departures().stream()
                        .map(r -> new TraceReport.Departure(r.principal(), r.channel(), r.at().toString(), r.rules()))
                        .toList(),
                proofs.of(passage),
                passage.entry().audience());
    }

    /** @param micros since 1970, as stamps are */
    static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
