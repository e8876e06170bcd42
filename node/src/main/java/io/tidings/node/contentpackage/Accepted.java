package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.Manifest;

/**
 * A package of objects that is whole and that the agreement with its sender lets in.
 *
 * @param destination where to, and under which terms
 */
record Accepted(Checked checked, Principal sender, Destination destination) {
    Manifest.Step step() {
        return checked.manifest().step().orElseThrow();
    }
}
