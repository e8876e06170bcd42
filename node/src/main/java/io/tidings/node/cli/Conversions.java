package io.tidings.node.cli;

import io.tidings.node.yaml.Quantities;
import io.tidings.stix.marking.Tlp;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Words of a command line as values. */
final class Conversions {
    private Conversions() {}

    static Tlp tlp(String text) {
        return Tlp.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is not a TLP level: clear, green, amber, amber+strict or red"));
    }

    static Duration duration(String text) {
        return Quantities.duration(text)
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is not a time such as 30s, 5m, 24h, 7d or PT12H"));
    }
}
