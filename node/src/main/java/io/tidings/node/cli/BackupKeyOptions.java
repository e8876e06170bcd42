package io.tidings.node.cli;

import io.tidings.node.cms.OpeningKey;
import io.tidings.node.identity.Secret;
import io.tidings.node.identity.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What opens an encrypted backup. */
final class BackupKeyOptions {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The private key (PEM) that opens the backup, if it is encrypted.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--key-password-file",
            paramLabel = "FILE",
            description = "Holds the password of that key in its first line, if the key is encrypted.")
    private Optional<Path> passwordFile = Optional.empty();

    Optional<OpeningKey> key() throws IOException {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<Secret> password =
                passwordFile.isEmpty() ? Optional.empty() : Optional.of(Secrets.inFile(passwordFile.get()));
        return Optional.of(OpeningKey.read(key.get(), password));
    }
}
