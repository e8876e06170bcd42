package io.tidings.node.store;

import java.util.Optional;

/** The parts of the database, each with its own statements. */
record Tables(
        LogCatalogue logs,
        ChunkTable chunks,
        ObjectIndex index,
        SupersededTable superseded,
        ReceiptTable receipts,
        ReleaseTable releases,
        StateTable states,
        DataKeys keys,
        DestroyedTable destroyed,
        AudienceTable audiences) {

    static Tables create(Optional<Encryption> encryption) {
        var logs = new LogCatalogue();
        var keys = new DataKeys(encryption);
        return new Tables(
                logs,
                new ChunkTable(keys, logs),
                new ObjectIndex(),
                new SupersededTable(),
                new ReceiptTable(),
                new ReleaseTable(logs),
                new StateTable(),
                keys,
                new DestroyedTable(),
                new AudienceTable());
    }
}
