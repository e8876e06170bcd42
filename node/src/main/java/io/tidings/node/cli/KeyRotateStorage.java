package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.operations.Operations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings key rotate-storage}. */
@Command(
        name = "rotate-storage",
        description = "Replace the key under which the data keys of the store are kept, and destroy the old one.")
final class KeyRotateStorage implements Callable<Integer> {
    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    KeyRotateStorage(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        int keys = session.work(Operations::replaceStorageKey);
        if (json.isSet()) {
            session.terminal().print(JsonForm.text(out -> out.number("keys", keys)));
        } else {
            session.terminal().print(keys + (keys == 1 ? " data key" : " data keys") + " wrapped with a new key");
            session.terminal().note("back up storage-keys.p12 now: older copies open nothing written from here on");
        }
        return ExitCode.OK.number();
    }
}
