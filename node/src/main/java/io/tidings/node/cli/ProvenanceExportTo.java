package io.tidings.node.cli;

import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.ProvenanceExport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings provenance export}. */
@Command(
        name = "export",
        description = "Write an object with its chain of seals and the keys, for someone to verify who has neither this"
                + " program nor access to this node: OpenSSL and Python are enough.")
final class ProvenanceExportTo implements Callable<Integer> {
    private static final String RECIPE = "verify.py";

    private final Session session;

    @Parameters(paramLabel = "OBJECT-ID", description = "Such as indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f.")
    private String objectId = "";

    @Option(names = "--to", paramLabel = "DIR", description = "A new folder (default: the object's id).")
    private Optional<Path> to = Optional.empty();

    ProvenanceExportTo(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<ProvenanceExport> exports = session.work(operations -> operations.exportProvenance(objectId));
        Path folder = to.orElse(Path.of(objectId)).toAbsolutePath();
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString(), null, "is there; name a new folder with --to");
        }
        for (ProvenanceExport export : exports) {
            Path into = folder.resolve(export.collection().replaceAll("[^A-Za-z0-9._-]", "_"))
                    .resolve(export.version().replaceAll("[^A-Za-z0-9.-]", "-"));
            PrivateFiles.createDirectory(into);
            PrivateFiles.write(into.resolve("object.json"), Base64.getDecoder().decode(export.content()));
            PrivateFiles.write(
                    into.resolve("object.canonical.json"), Base64.getDecoder().decode(export.canonical()));
            PrivateFiles.write(into.resolve("chain.json"), export.chain().getBytes(StandardCharsets.UTF_8));
            PrivateFiles.write(into.resolve("keys.json"), export.keys().getBytes(StandardCharsets.UTF_8));
        }
        PrivateFiles.write(folder.resolve(RECIPE), recipe());
        session.terminal().print(exports.size() + " version(s) in " + folder);
        session.terminal().note("verify with: python3 " + folder.resolve(RECIPE) + " (Python 3 and OpenSSL 3)");
        session.terminal()
                .note("whose the keys are that keys.json names, is for you to find out: compare their"
                        + " thumbprints with their owners");
        return ExitCode.OK.number();
    }

    private static byte[] recipe() throws IOException {
        try (InputStream in = ProvenanceExportTo.class.getResourceAsStream("/provenance/" + RECIPE)) {
            if (in == null) {
                throw new FileNotFoundException("provenance/" + RECIPE);
            }
            return in.readAllBytes();
        }
    }
}
