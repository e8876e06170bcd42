package io.tidings.node.release;

import io.tidings.node.store.Release;
import io.tidings.node.store.Release.Run;
import io.tidings.node.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What was handed over for packages that are not whole yet: durable, so that after a crash it can be recorded as given, and
 * not in the ledger, so that it can be forgotten where nothing was given after all. Of each chain of packages the notes of
 * one try are kept; those of the next are written over them. Blocks on the database.
 */
final class DrawNotes {
    private static final String AREA = "package-drawn";
    private static final int AT_ONCE = 50;
    private static final int LINES = 8;

    private final Store store;
    private final Ledger ledger;
    private final Clock clock;

    DrawNotes(Store store, Ledger ledger, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Durable when it returns.
     *
     * @param chain the packages that this is for
     * @param draw which try it is
     * @param number from 0, without gaps
     */
    void put(String chain, UUID draw, long number, Release page) {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        writes.add(store.putState(AREA, name(chain, number), text(draw, page)));
        if (number == 0) {
            writes.add(store.putState(AREA, chain, draw.toString()));
        }
        Ledger.await(writes);
    }

    /** Puts what is noted into the ledger; does nothing if nothing is, or it was forgotten. Durable when it returns. */
    void record(String chain) {
        Optional<String> draw = store.state(AREA, chain).filter(open -> !open.isEmpty());
        if (draw.isEmpty()) {
            return;
        }
        List<Release> pages = new ArrayList<>();
        long number = 0;
        Optional<Release> next = note(chain, draw.get(), number);
        while (next.isPresent()) {
            pages.add(next.get());
            if (pages.size() == AT_ONCE) {
                ledger.record(pages);
                pages.clear();
            }
            number++;
            next = note(chain, draw.get(), number);
        }
        ledger.record(pages);
        forget(chain);
    }

    /** Durable when it returns. */
    void forget(String chain) {
        Ledger.await(List.of(store.putState(AREA, chain, "")));
    }

    private static String name(String chain, long number) {
        return chain + " " + number;
    }

    // The query comes last: what others wrote is in it.
    private static String text(UUID draw, Release page) {
        return String.join(
                "\n",
                draw.toString(),
                page.principal(),
                page.channel(),
                page.collection().toString(),
                page.rules(),
                String.valueOf(page.count()),
                page.runs().stream().map(run -> run.first() + "-" + run.last()).collect(Collectors.joining(" ")),
                page.query());
    }

    private Optional<Release> note(String chain, String draw, long number) {
        return store.state(AREA, name(chain, number))
                .map(text -> text.split("\n", LINES))
                .filter(lines -> lines[0].equals(draw))
                .map(lines -> new Release(
                        lines[1],
                        lines[2],
                        clock.instant(),
                        UUID.fromString(lines[3]),
                        lines[7],
                        lines[4],
                        runs(lines[6]),
                        Integer.parseInt(lines[5])));
    }

    private static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        for (String each : text.split(" ", -1)) {
            int dash = each.indexOf('-');
            if (dash > 0) {
                runs.add(new Run(Long.parseLong(each, 0, dash, 10), Long.parseLong(each, dash + 1, each.length(), 10)));
            }
        }
        return runs;
    }
}
