package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Grant;
import io.tidings.node.companion.CompanionWriter;
import io.tidings.node.release.Notices.Notice;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.query.ObjectsQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts pages of companions and recalls together, recorded. Safe for any number of threads; blocks. */
final class CompanionPages {
    private static final int MOST = 4;

    private final Release.Parts parts;
    private final Notices notices;
    private final ObjectPages objects;
    private final Allowances allowances;
    private final Ledger ledger;
    private final ReleaseCounts counts;

    CompanionPages(
            Release.Parts parts,
            Notices notices,
            ObjectPages objects,
            Allowances allowances,
            Ledger ledger,
            ReleaseCounts counts) {
        this.parts = parts;
        this.notices = notices;
        this.objects = objects;
        this.allowances = allowances;
        this.ledger = ledger;
        this.counts = counts;
    }

    /** One page. Errors as of {@link Release#provenance}. */
    Companions.Page page(Request request) {
        long begun = System.nanoTime();
        Grant.Read grant = request.grant();
        if (request.query().objectId().isPresent()) {
            throw RefusedException.notFound();
        }
        int most = Math.min(request.query().limit().orElse(MOST), MOST);
        Allowances.Allowed allowed = allowances.entries(request, grant, most * CompanionWriter.MOST_ENTRIES);
        AgreementBook book = parts.agreements().get();
        Companions.Page page = notices.whileNoneIsPlaced(() -> {
            List<Notice> told = told(request);
            Selected entries = CompanionQuery.wantsEntries(request.query())
                    ? objects.entries(request.ofEntries(), grant, book, allowed.objects())
                    : nothing(request.query());
            return new Companions(
                            parts.store(), request.collection(), parts.options().unmarked())
                    .page(entries, told, most);
        });
        allowed.giveBackAllBut(page.entries().items().size());
        record(page, request, book);
        long bytes = page.runs().stream().mapToLong(ByteSlice::length).sum();
        counts.add(
                request.channel(),
                new ReleaseCounts.Channel(1, page.companions().size(), bytes, System.nanoTime() - begun));
        return page;
    }

    private void record(Companions.Page page, Request request, AgreementBook book) {
        if (!page.entries().items().isEmpty()) {
            ledger.record(List.of(ledger.ofPage(page.entries(), request, book)));
        }
        if (!page.told().isEmpty()) {
            ledger.record(List.of(ledger.ofTold(
                    page.told(),
                    request.principal(),
                    request.collection(),
                    "taxii-recall",
                    QueryText.of(request.query()),
                    book)));
        }
    }

    private static Selected nothing(ObjectsQuery query) {
        Optional<Instant> position =
                query.resume().map(ObjectsQuery.Resume::after).or(query::addedAfter);
        return new Selected(List.of(), new PageEnd(position, position, false, Optional.empty(), Optional.empty()));
    }

    /** What is to be told between where the request begins and the end of the log. */
    private List<Notice> told(Request request) {
        ObjectsQuery query = request.query();
        if (!CompanionQuery.wantsNotices(query)) {
            return List.of();
        }
        long after = Math.max(
                query.addedAfter().map(Stamps::toMicros).orElse(0L),
                query.resume().map(resume -> Stamps.toMicros(resume.after())).orElse(0L));
        long newest = parts.store().lastAdded(request.collection().id());
        long through = query.resume()
                .map(resume -> Math.min(newest, Stamps.toMicros(resume.through())))
                .orElse(newest);
        return notices.of(request.principal().name(), request.collection().id(), after, through, Integer.MAX_VALUE);
    }
}
