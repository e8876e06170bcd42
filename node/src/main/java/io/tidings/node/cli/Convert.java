package io.tidings.node.cli;

import io.tidings.stix.convert.Conversion;
import io.tidings.stix.convert.ConversionReport;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings convert}: needs no node. */
@Command(
        name = "convert",
        description = {
            "Make STIX 2.1 of foreign data, or CSV and plain lists of STIX; what was not carried over is told on"
                    + " standard error.",
            "The same input with the same options, --time among them, gives the same objects."
        })
final class Convert implements Callable<Integer> {
    private static final String INPUT = "-";

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to convert (default: -, standard input).")
    private String file = INPUT;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE, whole or not at all.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private ConvertSource source = new ConvertSource();

    @Mixin
    private ConvertTarget target = new ConvertTarget();

    Convert(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Conversion conversion = source.conversion(session.surroundings().clock());
        ConversionReport report;
        try (InputStream in = open()) {
            report = out.isEmpty()
                    ? convert(
                            conversion, in, new Unclosed(session.surroundings().out()))
                    : intoFile(conversion, in, out.get().toAbsolutePath());
        }
        Terminal terminal = session.terminal();
        report.remarks().forEach(each -> terminal.note(Table.shown(each.toString())));
        if (report.unlisted() > 0) {
            terminal.note(report.unlisted() + " more remarks are not listed");
        }
        terminal.note(report.read() + " read, " + report.objects() + " objects made " + report.made() + ", "
                + report.repeated() + " repeated");
        return ExitCode.OK.number();
    }

    private InputStream open() throws IOException {
        if (file.equals(INPUT)) {
            return new BufferedInputStream(session.surroundings().in());
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new NoSuchFileException(file);
        }
        return new FileContent(Path.of(file)).open();
    }

    private ConversionReport convert(Conversion conversion, InputStream in, OutputStream into) throws Exception {
        try (ConvertTarget.Writer writer = target.open(
                new BufferedOutputStream(into),
                session.surroundings().clock(),
                session.surroundings().random())) {
            return conversion.convert(in, writer.sink());
        }
    }

    private ConversionReport intoFile(Conversion conversion, InputStream in, Path file) throws Exception {
        Path draft = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
        try {
            ConversionReport report;
            try (OutputStream into = Files.newOutputStream(draft)) {
                report = convert(conversion, in, into);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            return report;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Standard output is this process's, not the writer's. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
