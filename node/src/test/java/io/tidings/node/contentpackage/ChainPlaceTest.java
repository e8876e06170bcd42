package io.tidings.node.contentpackage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.contentpackage.format.Fault;
import io.tidings.node.contentpackage.format.Finding;
import io.tidings.node.contentpackage.format.Manifest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainPlaceTest {
    private static final UUID CHAIN = new UUID(1, 1);
    private static final UUID LATER_CHAIN = new UUID(2, 2);
    private static final Instant MORNING = Instant.parse("2026-05-01T08:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-05-01T20:00:00Z");
    private static final Optional<Kept.Taken> FIFTH = Optional.of(new Kept.Taken(CHAIN, 5, "five", MORNING));

    @Test
    void aChainBeginsWithAFullPackage() {
        assertThat(fault(Optional.empty(), CHAIN, 1, true, "")).isEmpty();
        assertThat(fault(Optional.empty(), CHAIN, 2, false, "one")).contains(Fault.GAP);
    }

    @Test
    void theNextDeltaContinuesThePackageThatWasTakenLast() {
        assertThat(fault(FIFTH, CHAIN, 6, false, "five")).isEmpty();
        assertThat(fault(FIFTH, CHAIN, 6, false, "another five")).contains(Fault.FORK);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(objection(FIFTH, CHAIN, 7, false, "six", EVENING).map(Finding::problem))
                .contains("number 6 is missing");
        assertThat(objection(FIFTH, CHAIN, 9, false, "eight", EVENING).map(Finding::problem))
                .contains("the numbers 6 to 8 are missing");
    }

    @Test
    void aFullPackageWithAHigherNumberHeals() {
        assertThat(fault(FIFTH, CHAIN, 9, true, "eight")).isEmpty();
    }

    @Test
    void whatIsOlderIsNotTakenBack() {
        assertThat(fault(FIFTH, CHAIN, 4, true, "three")).contains(Fault.OLD);
        assertThat(fault(FIFTH, CHAIN, 4, false, "three")).contains(Fault.OLD);
        assertThat(objection(FIFTH, LATER_CHAIN, 1, true, "", MORNING).map(Finding::fault))
                .contains(Fault.OLD);
    }

    @Test
    void twoPackagesOfOneNumberAreAFork() {
        assertThat(fault(FIFTH, CHAIN, 5, true, "four")).contains(Fault.FORK);
    }

    @Test
    void aSenderThatBeganAnewIsFollowedFromItsFullPackageOn() {
        assertThat(objection(FIFTH, LATER_CHAIN, 1, true, "", EVENING)).isEmpty();
        assertThat(objection(FIFTH, LATER_CHAIN, 2, false, "one", EVENING).map(Finding::fault))
                .contains(Fault.GAP);
    }

    private static Optional<Fault> fault(
            Optional<Kept.Taken> last, UUID chain, long serial, boolean full, String previous) {
        return objection(last, chain, serial, full, previous, EVENING).map(Finding::fault);
    }

    private static Optional<Finding> objection(
            Optional<Kept.Taken> last, UUID chain, long serial, boolean full, String previous, Instant created) {
        var step = new Manifest.Step(
                chain,
                serial,
                full,
                Optional.of(previous).filter(it -> !it.isEmpty()),
                new UUID(3, 3),
                "indicators",
                Optional.empty(),
                Optional.empty());
        return ChainPlace.objection(last, step, "another", created);
    }
}
