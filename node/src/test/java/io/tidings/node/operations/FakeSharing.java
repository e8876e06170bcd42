package io.tidings.node.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Cuts kept in memory, and one page given. */
public final class FakeSharing implements Sharing {
    public static final String PEER = "bank-b";

    private final Map<String, CutReport> cuts = new TreeMap<>();

    public List<CutReport> cuts() {
        return List.copyOf(cuts.values());
    }

    @Override
    public CutReport cut(Optional<String> peer, Optional<String> reason) {
        requireKnown(peer);
        String who = peer.map(name -> "peer:" + name).orElse("*");
        return cuts.computeIfAbsent(who, name -> new CutReport(name, "2026-01-04T00:00:00Z", reason));
    }

    @Override
    public void restore(Optional<String> peer) {
        if (cuts.remove(peer.map(name -> "peer:" + name).orElse("*")) == null) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "not cut off");
        }
    }

    @Override
    public GivenReport given(String principal, Instant since, boolean objects, int most) {
        return new GivenReport(
                principal,
                List.of(new GivenReport.Page(
                        since.toString(),
                        "taxii",
                        "indicators",
                        most,
                        "2026-01-01T00:00:00.000001Z",
                        "2026-01-01T00:00:00.000002Z",
                        "limit=2",
                        "sha256:ab",
                        objects ? List.of("indicator--x") : List.of())),
                true);
    }

    @Override
    public LeaveReport leave(String peer, boolean purge) {
        requireKnown(Optional.of(peer));
        return new LeaveReport(peer, 3, 2, purge ? 2 : 0, List.of("do this"), "/left/a.yaml", "/left/a.jws");
    }

    @Override
    public AuditReport audit() {
        return new AuditReport("log 1 00", Optional.of("log 1 00"), Optional.of("a.b.c"), "sha256:cd");
    }

    private static void requireKnown(Optional<String> peer) {
        if (peer.filter(name -> !name.equals(PEER)).isPresent()) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "there is no peer " + peer.get());
        }
    }
}
