package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.identity.SigningKeys;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings signing-key list}. */
@Command(name = "list", description = "List the keys with which this node seals, and those that it sealed with before.")
final class SigningKeyList implements Callable<Integer> {
    private static final JsonForm<SigningKeys.Described> KEY =
            JsonForm.shown((out, key) -> out.text("kid", key.key().thumbprint())
                    .text("algorithm", key.key().algorithm().text())
                    .text("state", state(key))
                    .text("from", key.from().toString())
                    .text("until", key.until().map(Instant::toString))
                    .text("revoked", key.revoked().map(Instant::toString))
                    .text("reason", key.reason()));

    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    SigningKeyList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<SigningKeys.Described> keys = session.signingKeys().list();
        if (json.isSet()) {
            session.terminal().print(KEY.listText(keys));
            return ExitCode.OK.number();
        }
        var table = new Table("KEY", "ALGORITHM", "STATE", "FROM", "UNTIL", "WHY");
        keys.forEach(key -> table.row(
                key.key().thumbprint(),
                key.key().algorithm().text(),
                state(key),
                key.from().toString(),
                key.revoked().or(key::until).map(Instant::toString).orElse("-"),
                key.reason().isEmpty() ? "-" : key.reason()));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }

    private static String state(SigningKeys.Described key) {
        if (key.revoked().isPresent()) {
            return "revoked";
        }
        return key.inUse() ? "in use" : "done";
    }
}
