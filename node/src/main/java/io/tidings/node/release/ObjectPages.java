package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Grant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts pages of objects together: what is allowed, selected and recorded, in this order. Safe for any number of threads;
 * blocks.
 */
final class ObjectPages {
    private final Release.Parts parts;
    private final Policies policies;
    private final Allowances allowances;
    private final Ledger ledger;
    private final ReleaseCounts counts;
    private final QuietStretches quiet = new QuietStretches();
    private final PagesAtOnce pagesAtOnce;

    ObjectPages(Release.Parts parts, Policies policies, Allowances allowances, Ledger ledger, ReleaseCounts counts) {
        this.parts = parts;
        this.policies = policies;
        this.allowances = allowances;
        this.ledger = ledger;
        this.counts = counts;
        ReleaseOptions options = parts.options();
        this.pagesAtOnce = PagesAtOnce.within(options.heapBytes(), options.pageBytes());
    }

    /** One page, recorded. Errors as of {@link Release#objects}. */
    Selected page(Request request) {
        return page(request, row -> ledger.record(List.of(row)), channel -> counts.add(request.channel(), channel));
    }

    /**
     * One page. Errors as of {@link Release#objects}.
     *
     * @param record makes what goes out durable, before it does
     * @param count is told what it was
     */
    Selected page(
            Request request, Consumer<io.tidings.node.store.Release> record, Consumer<ReleaseCounts.Channel> count) {
        long begun = System.nanoTime();
        Grant.Read grant = request.grant();
        ReleaseOptions options = parts.options();
        int wanted = Math.min(request.query().limit().orElse(options.defaultPage()), options.maxPage());
        Allowances.Allowed allowed = allowances.objects(request, grant, wanted);
        AgreementBook book = parts.agreements().get();
        QuietStretches.Key anywhere = anywhere(request, book);
        Selection selection =
                selection(request, policies.of(book, request.principal(), grant), allowed.objects(), anywhere);
        int given = 0;
        Selected page;
        try {
            page = recorded(selection, request, book, record);
            given = page.items().size();
        } finally {
            allowed.giveBackAllBut(given);
        }
        remember(anywhere, selection, page);
        count.accept(new ReleaseCounts.Channel(1, given, page.bytes(), System.nanoTime() - begun));
        return page;
    }

    private Selected recorded(
            Selection selection, Request request, AgreementBook book, Consumer<io.tidings.node.store.Release> record) {
        PagesAtOnce.Place place = selection.isAtItsEnd() ? () -> {} : pagesAtOnce.take();
        try {
            Selected page = selection.page();
            if (!page.items().isEmpty()) {
                record.accept(ledger.ofPage(page, request, book));
            }
            return page;
        } finally {
            place.close();
        }
    }

    /**
     * Entries, for companions to be made of them; nothing is recorded yet.
     *
     * @param most of them
     */
    Selected entries(Request request, Grant.Read grant, AgreementBook book, int most) {
        QuietStretches.Key anywhere = anywhere(request, book);
        Selection selection = selection(request, policies.of(book, request.principal(), grant), most, anywhere);
        Selected selected = selection.page();
        remember(anywhere, selection, selected);
        return selected;
    }

    private Selection selection(Request request, ReleasePolicy policy, int most, QuietStretches.Key anywhere) {
        ReleaseOptions options = parts.options();
        return new Selection(
                parts.store(),
                request,
                policy,
                new Selection.Bounds(
                        most, options.pageBytes(), parts.clock().instant().plus(options.scanTime()), parts.clock()),
                after -> quiet.after(anywhere.at(after)));
    }

    private static QuietStretches.Key anywhere(Request request, AgreementBook book) {
        return new QuietStretches.Key(
                request.principal().name(),
                book.version(),
                request.collection().id(),
                QueryText.ofFilters(request.query()),
                0);
    }

    private void remember(QuietStretches.Key anywhere, Selection selection, Selected page) {
        if (page.items().isEmpty() && selection.quiet().through() > selection.after()) {
            quiet.remember(anywhere.at(selection.after()), selection.quiet());
        }
    }

    /** As {@link Release#forgetWhatIsQuiet}. */
    void forgetWhatIsQuiet() {
        quiet.forget();
    }
}
