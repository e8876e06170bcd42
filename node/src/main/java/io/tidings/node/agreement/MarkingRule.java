package io.tidings.node.agreement;

import io.tidings.stix.identifier.StixId;
import java.util.Set;

/**
 * What becomes of content under markings other than TLP.
 *
 * @param statements whether content under statements, such as copyright and terms of use, is given
 * @param others further marking definitions under which content is given
 * @param everything whether content is given whatever other markings it has
 */
public record MarkingRule(boolean statements, Set<StixId> others, boolean everything) {
    /** The strictest reading: whoever is not said to keep the terms is not given what is under them. */
    public static final MarkingRule STRICT = new MarkingRule(false, Set.of(), false);

    /** For this organisation's own programs: the terms bind the organisation, whichever of its programs reads. */
    public static final MarkingRule WITHIN = new MarkingRule(true, Set.of(), true);

    public MarkingRule {
        others = Set.copyOf(others);
    }
}
