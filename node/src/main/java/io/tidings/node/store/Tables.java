package io.tidings.node.store;

/** The parts of the database, each with its own statements. */
record Tables(
        LogCatalogue logs,
        ChunkTable chunks,
        ObjectIndex index,
        SupersededTable superseded,
        ReceiptTable receipts,
        ReleaseTable releases,
        StateTable states) {

    static Tables create() {
        var logs = new LogCatalogue();
        return new Tables(
                logs,
                new ChunkTable(),
                new ObjectIndex(),
                new SupersededTable(),
                new ReceiptTable(),
                new ReleaseTable(logs),
                new StateTable());
    }
}
