package io.tidings.node.cli;

import io.tidings.node.chance.RandomUuids;
import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.convert.export.BundleWriter;
import io.tidings.stix.convert.export.CsvWriter;
import io.tidings.stix.convert.export.ValueListWriter;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.pattern.extract.IndicatorKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Option;

/** What is made by a conversion. */
final class ConvertTarget {
    private static final Set<IndicatorKind> USUAL = EnumSet.of(
            IndicatorKind.IPV4_ADDRESS,
            IndicatorKind.IPV4_NETWORK,
            IndicatorKind.IPV6_ADDRESS,
            IndicatorKind.IPV6_NETWORK,
            IndicatorKind.DOMAIN_NAME,
            IndicatorKind.URL);

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description = "stix (a bundle; the default), csv, or list: the values of live indicators, one a line.")
    private Format to = Format.STIX;

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND,…",
            description = "For list, which values: ipv4-address, ipv4-network, ipv6-address, ipv6-network, domain-name,"
                    + " url, email-address, hash, … (default: addresses, networks, names and URLs).")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--algorithm", paramLabel = "NAME", description = "For list, which digests, such as SHA-256.")
    private Optional<String> algorithm = Optional.empty();

    /** What can be written. */
    enum Format {
        STIX,
        CSV,
        LIST
    }

    /** Where objects go, and what ends the whole. */
    record Writer(ObjectSink sink, Closeable end) implements Closeable {
        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    /** Closing the writer closes {@code out}. */
    Writer open(OutputStream out, Clock clock, RandomGenerator random) throws IOException {
        switch (to) {
            case STIX -> {
                var bundle = new BundleWriter(out, new StixId("bundle--" + new RandomUuids(random).get()));
                return new Writer(bundle, bundle);
            }
            case CSV -> {
                var csv = new CsvWriter(out);
                return new Writer(csv, csv);
            }
            case LIST -> {
                var list = new ValueListWriter(out, wanted(), algorithm, clock.instant());
                return new Writer(list, list);
            }
        }
        throw new IllegalStateException("a format without a writer: " + to);
    }

    private Set<IndicatorKind> wanted() {
        if (kinds.isEmpty()) {
            return USUAL;
        }
        Set<IndicatorKind> wanted = EnumSet.noneOf(IndicatorKind.class);
        for (String kind : kinds) {
            wanted.add(kind(kind));
        }
        return wanted;
    }

    private static IndicatorKind kind(String text) {
        for (IndicatorKind each : IndicatorKind.values()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return each;
            }
        }
        throw new CommandFailure(
                ExitCode.MISTAKE, "'" + text + "' is no kind of indicator; see: tidings convert --help");
    }
}
