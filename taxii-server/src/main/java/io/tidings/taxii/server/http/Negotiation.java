package io.tidings.taxii.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which {@code Accept} and {@code Content-Type} values are served (TAXII 2.1 §3.1; contract 7 and 9). */
public final class Negotiation {
    /** What every response says, to the letter: a client compares strings (T-019). */
    public static final String TAXII_2_1 = "application/taxii+json;version=2.1";

    private Negotiation() {}

    /**
     * Whether what we send is among what is asked for. Served besides the TAXII type: a missing header, wildcards, and
     * {@code application/json}, which is what a TAXII answer is and what clients with a configurable header send.
     * Refused are versions we do not speak, so that a client for several falls back, and foreign types.
     */
    public static boolean isAcceptable(Optional<String> accept, Target.Kind target) {
        if (accept.isEmpty() || accept.get().isBlank()) {
            return true;
        }
        List<MediaRange> ranges = MediaRange.parseList(accept.get());
        // The most specific range decides: "…taxii+json;version=2.1;q=0, */*" refuses what we have.
        List<MediaRange> exact = ranges.stream().filter(MediaRange::isTaxii).toList();
        if (!exact.isEmpty()) {
            return exact.stream().anyMatch(range -> range.quality() > 0);
        }
        return ranges.stream().anyMatch(range -> range.quality() > 0 && isOtherNameForOurs(range, target));
    }

    private static boolean isOtherNameForOurs(MediaRange range, Target.Kind target) {
        return switch (range.type()) {
            case "*/*", "application/*", "application/json" -> true;
            // The table of the manifest endpoint prints this type too.
            case "application/stix+json" -> target == Target.Kind.MANIFEST && range.hasOurVersion();
            default -> false;
        };
    }

    /** Whether a body of this type is read as an envelope. */
    public static boolean isReadable(Optional<String> contentType) {
        return contentType
                .flatMap(MediaRange::parse)
                .filter(type -> type.isTaxii()
                        && type.parameters()
                                .getOrDefault("charset", "utf-8")
                                .toLowerCase(Locale.ROOT)
                                .equals("utf-8"))
                .isPresent();
    }
}
