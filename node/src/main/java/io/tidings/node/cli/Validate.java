package io.tidings.node.cli;

import io.tidings.node.check.ContentCheck;
import io.tidings.node.check.FindingWriter;
import io.tidings.node.check.JsonFindings;
import io.tidings.node.check.ReadableFindings;
import io.tidings.node.check.SarifFindings;
import io.tidings.node.check.Summary;
import io.tidings.stix.validate.Profile;
import io.tidings.stix.validate.Severity;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings validate}: needs no node. */
@Command(
        name = "validate",
        description = {
            "Check STIX bundles, TAXII envelopes or single objects, plain or gzip, against STIX 2.1.",
            "Ends with 4 if the profile refuses something, or something is found of the severity that --fail-on names."
        })
final class Validate implements Callable<Integer> {
    private static final String INPUT = "-";

    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to check; - is standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "P",
            description = "What counts as refused: strict, interoperable, lenient (default: strict, which is every"
                    + " broken MUST).")
    private Profile profile = Profile.STRICT;

    @Option(names = "--format", paramLabel = "F", description = "table, json or sarif (default: table).")
    private Format format = Format.TABLE;

    @Option(
            names = "--fail-on",
            paramLabel = "S",
            description = "Also end with 4 if there is a finding of at least this severity: error, warning, note.")
    private List<Severity> failOn = new ArrayList<>();

    /** How findings are written. */
    enum Format {
        TABLE,
        JSON,
        SARIF
    }

    Validate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        for (String file : files) {
            if (!file.equals(INPUT) && !Files.isRegularFile(Path.of(file))) {
                throw new NoSuchFileException(file);
            }
        }
        var out = new PrintStream(
                new BufferedOutputStream(session.surroundings().out(), 1 << 16), false, StandardCharsets.UTF_8);
        FindingWriter writer = writer(out);
        List<Summary> summaries = new ArrayList<>();
        for (String file : files) {
            try (InputStream in = open(file)) {
                summaries.add(new ContentCheck(file, profile, writer).run(in));
            }
        }
        writer.end(summaries);
        out.flush();
        boolean failed = summaries.stream()
                .anyMatch(
                        each -> each.refused() > 0 || failOn.stream().anyMatch(severity -> each.atLeast(severity) > 0));
        return (failed ? ExitCode.REFUSED : ExitCode.OK).number();
    }

    private FindingWriter writer(PrintStream out) throws IOException {
        return switch (format) {
            case TABLE -> new ReadableFindings(out);
            case JSON -> new JsonFindings(out);
            case SARIF -> new SarifFindings(out, CommandLineApp.version());
        };
    }

    private InputStream open(String file) throws IOException {
        return file.equals(INPUT)
                ? session.surroundings().in()
                : new BufferedInputStream(Files.newInputStream(Path.of(file)), 1 << 16);
    }
}
