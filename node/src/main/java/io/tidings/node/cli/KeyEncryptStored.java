package io.tidings.node.cli;

import io.tidings.node.api.wire.Reports;
import io.tidings.node.operations.EncryptReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings key encrypt-stored}. */
@Command(
        name = "encrypt-stored",
        description = {
            "Encrypt what was stored before 'store.encrypt' was switched on. Broken off, it can be given again.",
            "Where no node runs, the store's file is also written anew, so that no old bytes are left in it; that needs as"
                    + " much free disk as the file has."
        })
final class KeyEncryptStored implements Callable<Integer> {
    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    KeyEncryptStored(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        EncryptReport report = encrypted();
        if (json.isSet()) {
            session.terminal().print(Reports.ENCRYPTED.text(report));
            return ExitCode.OK.number();
        }
        session.terminal().print(report.entries() + " entries encrypted; everything stored is now");
        session.terminal()
                .note(
                        report.rewritten()
                                ? "the store's file was written anew: nothing is left in it in the clear"
                                : "old bytes may be left in free space of the store's file until it is used again; to be"
                                        + " rid of them give this command once more while the node is stopped");
        session.terminal().note("copies and backups from before still hold it in the clear");
        return ExitCode.OK.number();
    }

    private EncryptReport encrypted() throws Exception {
        try (Terminal.ProgressDisplay progress = session.terminal().progress("encrypt")) {
            return session.work(operations -> operations.encryptStored(progress));
        }
    }
}
