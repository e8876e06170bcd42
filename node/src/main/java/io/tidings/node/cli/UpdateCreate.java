package io.tidings.node.cli;

import io.tidings.node.cms.SigningKey;
import io.tidings.node.contentpackage.format.UpdateWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidings update create}: for whoever publishes updates. Needs no node. */
@Command(name = "create", description = "Put the files of a folder into a signed update package. Needs no node.")
final class UpdateCreate implements Callable<Integer> {
    private static final Duration USUAL_VALIDITY = Duration.ofDays(90);

    private final Session session;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FOLDER",
            description = "The files, at most eight folders deep.")
    private Path from = Path.of("");

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What is updated.")
    private String name = "";

    @Option(names = "--to-version", required = true, paramLabel = "VERSION", description = "To which version.")
    private String version = "";

    @Option(names = "--organisation", required = true, paramLabel = "NAME", description = "Who publishes it.")
    private String organisation = "";

    @Option(names = "--sign-key", required = true, paramLabel = "FILE", description = "The private key (PEM).")
    private Path key = Path.of("");

    @Option(names = "--sign-cert", required = true, paramLabel = "FILE", description = "Its certificate (PEM).")
    private Path certificate = Path.of("");

    @Option(names = "--valid-for", paramLabel = "TIME", description = "How long it is to be used (default: 90d).")
    private Optional<Duration> validity = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write; not there yet.")
    private Path out = Path.of("");

    UpdateCreate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        requirePlaces();
        var writer = new UpdateWriter(
                organisation,
                name,
                version,
                signingKey(),
                session.surroundings().clock().instant(),
                validity.orElse(USUAL_VALIDITY),
                session.surroundings().random());
        session.terminal().print(Table.shown(out + ": sha256:" + writer.write(from, out)));
        return ExitCode.OK.number();
    }

    private void requirePlaces() {
        if (!Files.isDirectory(from)) {
            throw new CommandFailure(
                    Files.exists(from) ? ExitCode.MISTAKE : ExitCode.NOT_FOUND,
                    "--from: " + from + (Files.exists(from) ? " is no folder" : ": no such folder"));
        }
        Path folder = out.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "--out: there is no folder for " + out + "; make it first");
        }
    }

    private SigningKey signingKey() throws IOException {
        try {
            return SigningKey.read(key, certificate, session.surroundings().random());
        } catch (FileSystemException unreadable) {
            throw unreadable;
        } catch (IOException unfit) {
            throw new CommandFailure(ExitCode.MISTAKE, String.valueOf(unfit.getMessage()), unfit);
        }
    }
}
