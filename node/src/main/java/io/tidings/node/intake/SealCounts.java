package io.tidings.node.intake;

import io.tidings.node.seal.Verification;
import java.util.concurrent.atomic.LongAdder;

/** What signed provenance proved of objects from peers, since the start. For any number of threads. */
public final class SealCounts {
    private final LongAdder verified = new LongAdder();
    private final LongAdder doubtful = new LongAdder();
    private final LongAdder unsigned = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder circled = new LongAdder();
    private final LongAdder provenLater = new LongAdder();

    void add(Verification verification) {
        LongAdder kind = verification.fault().isPresent()
                ? broken
                : verification.isVerified() ? verified : verification.path().isEmpty() ? unsigned : doubtful;
        kind.increment();
    }

    void addProvenLater(int objects) {
        provenLater.add(objects);
    }

    void addCircled() {
        circled.increment();
    }

    /** Every step is by a key that counts. */
    public long verified() {
        return verified.sum();
    }

    /** Nothing contradicts, but a key is unknown, was not valid, or is revoked. */
    public long doubtful() {
        return doubtful.sum();
    }

    public long unsigned() {
        return unsigned.sum();
    }

    /** It did not hold, and was not taken. */
    public long broken() {
        return broken.sum();
    }

    /** Entries that were held without proof of their author and came again with one. */
    public long provenLater() {
        return provenLater.sum();
    }

    /** Objects that were removed here and came back in a circle; they were not taken. */
    public long circled() {
        return circled.sum();
    }
}
