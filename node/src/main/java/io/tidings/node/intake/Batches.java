package io.tidings.node.intake;

import io.tidings.stix.content.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Cuts a stream of elements into batches and keeps a few of them on their way to disk. For one thread. */
final class Batches {
    private static final int OBJECTS = 1_000;
    private static final int BYTES = 1 << 20;
    private static final int UNDERWAY = 4;

    private final Function<List<Element>, Batch> judged;
    private final Consumer<Integer> progress;
    private final IntakeReport.Builder report = new IntakeReport.Builder();
    private final Deque<Batch> underway = new ArrayDeque<>();
    private List<Element> next = new ArrayList<>();
    private int nextBytes;
    private int done;

    /**
     * @param judged makes a batch
     * @param progress told the number of objects done so far
     */
    Batches(Function<List<Element>, Batch> judged, Consumer<Integer> progress) {
        this.judged = judged;
        this.progress = progress;
    }

    void add(Element element) {
        next.add(element);
        nextBytes += WholeContent.lengthOf(element);
        if (next.size() >= OBJECTS || nextBytes >= BYTES) {
            submit();
        }
    }

    /** Waits until all that became of them is durable. */
    IntakeReport finish() {
        if (!next.isEmpty()) {
            submit();
        }
        while (!underway.isEmpty()) {
            settleOldest();
        }
        return report.build();
    }

    private void submit() {
        while (underway.size() >= UNDERWAY) {
            settleOldest();
        }
        Batch batch = judged.apply(next);
        batch.submit();
        underway.add(batch);
        next = new ArrayList<>();
        nextBytes = 0;
    }

    private void settleOldest() {
        Batch batch = underway.remove();
        batch.settle(report);
        done += batch.size();
        progress.accept(done);
    }
}
