package io.tidings.node.cli;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.convert.Conversion;
import io.tidings.stix.convert.list.CsvList;
import io.tidings.stix.convert.list.CsvMapping;
import io.tidings.stix.convert.list.ListOptions;
import io.tidings.stix.convert.list.PlainList;
import io.tidings.stix.convert.list.Prose;
import io.tidings.stix.convert.misp.MispEvents;
import io.tidings.stix.convert.misp.MispOptions;
import io.tidings.stix.convert.upgrade.BundleUpgrade;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.marking.TlpDefinitions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is converted, and what it does not say itself. */
final class ConvertSource {
    @Option(
            names = "--from",
            required = true,
            paramLabel = "FORMAT",
            description = "list (one indicator a line, defanged or not), text (prose; what is defanged in it, and"
                    + " digests), csv, misp (events as JSON), stix20 or stix.")
    private Format from = Format.LIST;

    @Option(
            names = "--mapping",
            paramLabel = "FIELD=COLUMN,…",
            description = "Which columns of CSV hold what, by header or number: value=ioc,type=2. Fields: value, type,"
                    + " name, description, confidence, valid_from, valid_until, labels, tlp, created, modified.")
    private Optional<String> mapping = Optional.empty();

    @Option(names = "--no-header", description = "The first record of CSV is data; needs --mapping with numbers.")
    private boolean noHeader;

    @Option(names = "--tlp", paramLabel = "LEVEL", description = "Mark all objects with this TLP level.")
    private Optional<Tlp> tlp = Optional.empty();

    @Option(names = "--creator", paramLabel = "IDENTITY-ID", description = "The identity that the objects are by.")
    private Optional<String> creator = Optional.empty();

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "When this copy of a list held, such as 2026-01-31T00:00:00Z (default: now).")
    private Optional<String> time = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "When the list began; give the same for each copy of it, so that its indicators become new"
                    + " versions (default: --time).")
    private Optional<String> since = Optional.empty();

    @Option(names = "--observables", description = "Also make an observable of each value, and relate the two.")
    private boolean observables;

    /** What can be read. */
    enum Format {
        LIST,
        TEXT,
        CSV,
        MISP,
        STIX20,
        STIX
    }

    Conversion conversion(Clock clock) {
        try {
            return switch (from) {
                case LIST -> new PlainList(options(clock));
                case TEXT -> new Prose(options(clock));
                case CSV -> new CsvList(columns(), options(clock));
                case MISP ->
                    new MispEvents(new MispOptions(MispOptions.standard().maxEventBytes(), markings()));
                case STIX20, STIX -> new BundleUpgrade(ContentBounds.standard());
            };
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.MISTAKE, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private CsvMapping columns() {
        return mapping.map(text -> CsvMapping.parse(text, !noHeader, Optional.empty()))
                .orElseGet(CsvMapping::byHeader);
    }

    private ListOptions options(Clock clock) {
        Instant observed =
                time.map(ConvertSource::instant).orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new ListOptions(
                observed,
                since.map(ConvertSource::instant).orElse(observed),
                creator.map(StixId::new),
                markings(),
                observables);
    }

    private List<StixId> markings() {
        return tlp.map(ConvertSource::marking).map(List::of).orElse(List.of());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("a time is written as 2026-01-31T00:00:00Z, not \"" + text + "\"", none);
        }
    }

    private static StixId marking(Tlp level) {
        // Of two definitions of a level, that of TLP 2 comes last.
        return TlpDefinitions.all().keySet().stream()
                .filter(id -> Tlp.of(id).filter(level::equals).isPresent())
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
