package io.tidings.node.cli;

import io.tidings.node.contract.ContractReport;
import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agreement on its way between the two sides, and how it is shown. */
final class AgreementFile {
    private static final int MOST_BYTES = 256 << 10;

    private AgreementFile() {}

    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CommandFailure(ExitCode.MISTAKE, file + " is larger than any agreement");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static void write(Path file, ContractReport contract) throws IOException {
        PrivateFiles.write(file, contract.text().orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    static void describe(Terminal terminal, ContractReport contract) {
        terminal.print("peer       " + contract.peer());
        terminal.print("version    " + contract.version());
        terminal.print("terms      " + contract.hash());
        terminal.print("state      " + contract.state());
        contract.signatures()
                .forEach(each ->
                        terminal.print("signature  " + each.who() + ", key " + each.key() + ": " + each.verdict()));
        contract.differences().forEach(each -> terminal.print("differs    " + Table.shown(each)));
    }
}
