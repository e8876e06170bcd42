package io.tidings.node.seal;

import java.util.List;
import java.util.Optional;

/**
 * Who a seal says it is of. Only words: who it is of is known by whose its key is.
 *
 * @param identities ids of the organisation's identity objects
 */
public record Signatory(String name, Optional<String> uscc, List<String> identities) {
    public Signatory {
        identities = List.copyOf(identities);
    }
}
