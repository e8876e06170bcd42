package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;

/** View of the part {@code kill-chain-phase} (STIX 2.1 §2.11). */
public final class KillChainPhase {
    private final Members members;

    KillChainPhase(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public String killChainName() {
        return members.required("kill_chain_name", members.text("kill_chain_name"));
    }

    public String phaseName() {
        return members.required("phase_name", members.text("phase_name"));
    }
}
