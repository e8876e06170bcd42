package io.tidings.node.contentpackage;

import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Manifest;
import java.time.Instant;
import java.util.Optional;

/** Whether a package follows the one that was taken last from its sender, and if not what is to be done. */
final class ChainPlace {
    private ChainPlace() {}

    /**
     * What stands against taking it now; empty if nothing does.
     *
     * @param last what was taken last of this sender's collection
     */
    static Optional<Finding> objection(Optional<Kept.Taken> last, Manifest.Step step, String sha256, Instant created) {
        if (last.isEmpty()) {
            return step.full() ? Optional.empty() : gap("nothing was taken from this sender's collection before");
        }
        Kept.Taken taken = last.get();
        return step.chain().equals(taken.chain()) ? inTheSame(taken, step, sha256) : inAnother(taken, step, created);
    }

    private static Optional<Finding> inAnother(Kept.Taken taken, Manifest.Step step, Instant created) {
        if (!created.isAfter(taken.created())) {
            return old("it is of a chain that ended before " + taken.created()
                    + ", when the last one that was taken was made");
        }
        return step.full() ? Optional.empty() : gap("the sender began anew, and the first package of that is missing");
    }

    private static Optional<Finding> inTheSame(Kept.Taken taken, Manifest.Step step, String sha256) {
        if (step.serial() < taken.serial()) {
            return old("its number is " + step.serial() + ", and number " + taken.serial() + " was taken already");
        }
        if (step.serial() == taken.serial()) {
            return sha256.equals(taken.sha256())
                    ? old("number " + step.serial() + " was taken already")
                    : fork("another package was taken as number " + step.serial());
        }
        if (step.full()) {
            return Optional.empty();
        }
        if (step.serial() > taken.serial() + 1) {
            long first = taken.serial() + 1;
            long last = step.serial() - 1;
            return gap(
                    first == last
                            ? "number " + first + " is missing"
                            : "the numbers " + first + " to " + last + " are missing");
        }
        return step.previous().filter(taken.sha256()::equals).isPresent()
                ? Optional.empty()
                : fork("it does not continue the package that was taken as number " + taken.serial());
    }

    private static Optional<Finding> gap(String problem) {
        return Optional.of(new Finding(Fault.GAP, problem));
    }

    private static Optional<Finding> old(String problem) {
        return Optional.of(new Finding(Fault.OLD, problem));
    }

    private static Optional<Finding> fork(String problem) {
        return Optional.of(new Finding(Fault.FORK, problem));
    }
}
