package io.tidings.node.operations;

import io.tidings.node.operations.Operations.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The part of an operator's calls that talks to other nodes. */
public interface Following {
    /** As {@link Operations#follow}. */
    List<FollowReport> run(Optional<String> peer, Consumer<Progress> progress);

    List<StatusReport.PeerHealth> health();
}
