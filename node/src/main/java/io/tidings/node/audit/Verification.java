package io.tidings.node.audit;

import java.util.List;
import java.util.Optional;

/**
 * What became of verifying a log.
 *
 * @param records read and in order, up to the first fault
 * @param first number of the first record; 0 if there is none; likewise {@code last}
 * @param head of the last record in order
 * @param signedThrough the last record that a checkpoint vouches for; what follows is chained but not signed yet
 * @param signers key ids of the checkpoints' keys, in the order in which they came
 * @param fault the first thing wrong; empty if the log is proven
 * @param notes what is no fault and yet worth knowing
 */
public record Verification(
        long records,
        long first,
        long last,
        Optional<Head> head,
        long signedThrough,
        int checkpoints,
        List<String> signers,
        Optional<Fault> fault,
        List<String> notes) {
    public Verification {
        signers = List.copyOf(signers);
        notes = List.copyOf(notes);
    }

    public boolean isProven() {
        return fault.isEmpty();
    }

    /**
     * Where and why a log is not as it was written.
     *
     * @param line of the file, counted from 1; 0 if it is about the whole
     */
    public record Fault(String file, long line, String why) {
        @Override
        public String toString() {
            return line == 0 ? file + ": " + why : file + ", line " + line + ": " + why;
        }
    }
}
