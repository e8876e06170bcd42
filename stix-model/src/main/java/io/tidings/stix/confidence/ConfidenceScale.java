package io.tidings.stix.confidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A scale of words or numbers for confidence, with the one mapping to 0..100 that is allowed (STIX 2.1 appendix A,
 * S-199). No confidence at all is not zero: leave the property out.
 */
public enum ConfidenceScale {
    NONE_LOW_MED_HIGH(
            new Step("None", 0, 0, 0),
            new Step("Low", 15, 1, 29),
            new Step("Med", 50, 30, 69),
            new Step("High", 85, 70, 100)),
    ZERO_TO_TEN(
            new Step("0", 0, 0, 4),
            new Step("1", 10, 5, 14),
            new Step("2", 20, 15, 24),
            new Step("3", 30, 25, 34),
            new Step("4", 40, 35, 44),
            new Step("5", 50, 45, 54),
            new Step("6", 60, 55, 64),
            new Step("7", 70, 65, 74),
            new Step("8", 80, 75, 84),
            new Step("9", 90, 85, 94),
            new Step("10", 100, 95, 100)),
    /** Its lowest step, that truth cannot be judged, is no confidence value. */
    ADMIRALTY_CREDIBILITY(
            new Step("5 - Improbable", 10, 0, 19),
            new Step("4 - Doubtful", 30, 20, 39),
            new Step("3 - Possibly True", 50, 40, 59),
            new Step("2 - Probably True", 70, 60, 79),
            new Step("1 - Confirmed by other sources", 90, 80, 100)),
    WORDS_OF_ESTIMATIVE_PROBABILITY(
            new Step("Impossible", 0, 0, 0),
            new Step("Highly Unlikely/Almost Certainly Not", 10, 1, 19),
            new Step("Unlikely/Probably Not", 30, 20, 39),
            new Step("Even Chance", 50, 40, 59),
            new Step("Likely/Probable", 70, 60, 79),
            new Step("Highly likely/Almost Certain", 90, 80, 99),
            new Step("Certain", 100, 100, 100)),
    DNI(
            new Step("Almost No Chance / Remote", 5, 0, 9),
            new Step("Very Unlikely / Highly Improbable", 15, 10, 19),
            new Step("Unlikely / Improbable", 30, 20, 39),
            new Step("Roughly Even Chance / Roughly Even Odds", 50, 40, 59),
            new Step("Likely / Probable", 70, 60, 79),
            new Step("Very Likely / Highly Probable", 85, 80, 89),
            new Step("Almost Certain / Nearly Certain", 95, 90, 100));

    private final List<Step> steps;

    ConfidenceScale(Step... steps) {
        this.steps = List.of(steps);
    }

    /**
     * One step of a scale.
     *
     * @param value to write for it
     * @param least to read as it, inclusive
     * @param most to read as it, inclusive
     */
    public record Step(String label, int value, int least, int most) {}

    /** From the least to the most confident. */
    public List<Step> steps() {
        return steps;
    }

    /** The label for a STIX confidence; empty if it is outside 0..100. */
    public Optional<String> label(int confidence) {
        return steps.stream()
                .filter(step -> confidence >= step.least() && confidence <= step.most())
                .map(Step::label)
                .findFirst();
    }

    /** The STIX confidence for a label, in any letter case; empty if the scale has no such label. */
    public OptionalInt confidence(String label) {
        return steps.stream()
                .filter(step -> step.label().equalsIgnoreCase(label))
                .mapToInt(Step::value)
                .findFirst();
    }
}
