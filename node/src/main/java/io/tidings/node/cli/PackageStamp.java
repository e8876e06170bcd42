package io.tidings.node.cli;

import io.tidings.node.contentpackage.format.Checked;
import io.tidings.node.contentpackage.format.PackageCheck;
import io.tidings.node.contentpackage.format.PackageFaultException;
import io.tidings.node.contentpackage.format.StampedCopy;
import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings package stamp}: a time stamp by courier, where no authority can be reached. Needs no node. */
@Command(
        name = "stamp",
        description = {
            "Put a time stamp (RFC 3161) beside a package's signature, by way of files. Needs no node.",
            "First --ask FILE writes the question; the authority answers it, such as with 'openssl ts -reply';",
            "then --answer FILE --out FILE writes the package with the stamp. Its digest stays the same."
        })
final class PackageStamp implements Callable<Integer> {
    private static final int MOST_BYTES = 1 << 20;

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The package; not encrypted.")
    private Path file = Path.of("");

    @Option(names = "--ask", paramLabel = "FILE", description = "The question to write; not there yet.")
    private Optional<Path> ask = Optional.empty();

    @Option(names = "--answer", paramLabel = "FILE", description = "The authority's answer, or the token alone.")
    private Optional<Path> answer = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "The stamped package to write; not there yet.")
    private Optional<Path> out = Optional.empty();

    PackageStamp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (ask.isPresent() == answer.isPresent() || answer.isPresent() != out.isPresent()) {
            throw new CommandFailure(ExitCode.MISTAKE, "give either --ask FILE, or --answer FILE and --out FILE");
        }
        Path to = ask.or(() -> out).orElseThrow();
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        try {
            Checked checked = PackageCheck.check(StampedCopy.file(file), objects -> {});
            if (ask.isPresent()) {
                PrivateFiles.write(to, StampedCopy.question(checked).encoded());
                session.terminal()
                        .note(Table.shown(to + ": the question about " + file + ", sha256:" + checked.sha256()));
            } else {
                PrivateFiles.write(to, stamped(checked, answer.orElseThrow()));
                session.terminal()
                        .note(Table.shown(to + ": " + file + " with a time stamp, sha256:" + checked.sha256()));
            }
        } catch (PackageFaultException fault) {
            throw new CommandFailure(
                    ExitCode.REFUSED, file + ": " + Table.shown(String.valueOf(fault.getMessage())), fault);
        }
        return ExitCode.OK.number();
    }

    private static StampedCopy stamped(Checked checked, Path answer) throws IOException, PackageFaultException {
        byte[] text;
        try (InputStream in = Files.newInputStream(answer)) {
            text = in.readNBytes(MOST_BYTES);
        }
        try {
            return StampedCopy.of(checked, text);
        } catch (IOException wrong) {
            throw new CommandFailure(ExitCode.REFUSED, answer + ": " + wrong.getMessage(), wrong);
        }
    }
}
