package io.tidings.node.cli;

import io.tidings.node.identity.SigningKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings signing-key revoke}. */
@Command(
        name = "revoke",
        description =
                "Say that a signing key may be in other hands. Its seals then count only where they were seen before."
                        + " Make a new one with 'tidings signing-key rotate'; until then nothing is sealed.")
final class SigningKeyRevoke implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "KEY", description = "As 'tidings signing-key list' shows it.")
    private String key = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From when it may have been in other hands, such as 2026-11-22T10:00:00Z (default: now).")
    private Optional<String> since = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the record.")
    private String reason = "";

    SigningKeyRevoke(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Instant now = session.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        SigningKeys keys = session.signingKeys();
        if (!keys.revoke(key, since.map(SigningKeyRevoke::time).orElse(now), reason)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "this node has no signing key " + Table.shown(key)
                            + "; 'tidings signing-key list' shows those it has");
        }
        session.terminal()
                .note("signing key " + key + " is revoked; give your peers this node's new card, from"
                        + " 'tidings card', so that they know");
        return ExitCode.OK.number();
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new CommandFailure(
                    ExitCode.MISTAKE, "'" + Table.shown(text) + "' is no time such as 2026-11-22T10:00:00Z");
        }
    }
}
