package io.tidings.node.cli;

import io.tidings.node.yaml.Quantities;
import io.tidings.stix.marking.Tlp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.TypeConversionException;

/** Words of a command line as values. */
final class Conversions {
    private Conversions() {}

    static Tlp tlp(String text) {
        return Tlp.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is not a TLP level: clear, green, amber, amber+strict or red"));
    }

    /** A day, a time of UTC, or how long ago. */
    static Instant past(String text, Clock clock) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Quantities.duration(text)
                            .map(ago -> clock.instant().minus(ago))
                            .orElseGet(() -> Instant.parse(text));
        } catch (DateTimeException wrong) {
            throw new CommandFailure(
                    ExitCode.MISTAKE,
                    "'" + text
                            + "' is neither a day such as 2026-01-31, nor a time such as 2026-01-31T08:00:00Z, nor how"
                            + " long ago such as 24h or 7d");
        }
    }

    static Duration duration(String text) {
        return Quantities.duration(text)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is not a time such as 30s, 5m, 24h, 7d or PT12H"));
    }
}
