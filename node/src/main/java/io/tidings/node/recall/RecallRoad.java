package io.tidings.node.recall;

import io.tidings.stix.object.StixObject;
import java.util.List;

/** What a road over which recalls and their answers go needs of them, whatever road it is. For any number of threads. */
public interface RecallRoad {
    /** What became of an acknowledgement. */
    enum Taken {
        TAKEN,
        /** There is no such recall that this peer was told of; it learns no more. */
        UNKNOWN,
        /** It is no acknowledgement, or not the peer's. */
        WRONG
    }

    /**
     * Takes a recall that a peer brought. One that is wrong or not its sender's to give is refused and recorded; one that is
     * known already changes nothing.
     */
    void received(String peer, StixObject object);

    /**
     * What became of a peer's recalls, signed, whether it was told before or not: for roads on which nobody says that an answer
     * arrived. The newest recalls first.
     */
    List<String> answers(String peer, int most);

    /** Takes what a peer says to have become of a recall; durable when it returns. */
    Taken acknowledged(String principal, String jws);

    /** Where nobody recalls anything. */
    static RecallRoad none() {
        return new RecallRoad() {
            @Override
            public void received(String peer, StixObject object) {}

            @Override
            public List<String> answers(String peer, int most) {
                return List.of();
            }

            @Override
            public Taken acknowledged(String principal, String jws) {
                return Taken.UNKNOWN;
            }
        };
    }
}
