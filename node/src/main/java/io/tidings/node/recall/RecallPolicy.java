package io.tidings.node.recall;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.WhenRecalled;
import java.util.function.Supplier;

/** What the agreements say is to be done with what is recalled. */
record RecallPolicy(Supplier<AgreementBook> agreements) {
    private static final String PEER = "peer:";

    /**
     * @param source who gave the object, as in a receipt
     * @param collection name of the one that it is in
     * @param byCreator whether it is the creator who recalls it
     */
    WhenRecalled of(String source, String collection, boolean byCreator) {
        return agreements.get().peers().stream()
                .filter(peer -> source.equals(PEER + peer.name()))
                .flatMap(peer -> peer.follows().stream())
                .filter(follow -> follow.into().equals(collection))
                .flatMap(follow -> follow.whenRecalled().stream())
                .findFirst()
                .orElse(byCreator ? WhenRecalled.REMOVE : WhenRecalled.NOTIFY);
    }
}
