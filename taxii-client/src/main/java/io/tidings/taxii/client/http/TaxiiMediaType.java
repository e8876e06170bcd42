package io.tidings.taxii.client.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The media type of TAXII 2.1, as sent and as accepted (TAXII 2.1 §1.6.8, §3.1). */
public final class TaxiiMediaType {
    /** Sent to the letter: several servers compare strings (§2.2 of our digest). */
    public static final String TAXII_2_1 = "application/taxii+json;version=2.1";

    // Deployed servers answer with any of these; what counts is whether the body can be read.
    private static final Set<String> READABLE =
            Set.of("application/taxii+json", "application/json", "application/stix+json", "text/json");
    private static final Pattern VERSION =
            Pattern.compile(";\\s*version\\s*=\\s*\"?\\s*([0-9.]+)", Pattern.CASE_INSENSITIVE);

    private TaxiiMediaType() {}

    /** Whether a body of this {@code Content-Type} is worth reading; absent counts as yes, another TAXII version as no. */
    static boolean isReadable(Optional<String> contentType) {
        if (contentType.isEmpty()) {
            return true;
        }
        String text = contentType.get();
        int semicolon = text.indexOf(';');
        String type =
                (semicolon < 0 ? text : text.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        if (!READABLE.contains(type)) {
            return false;
        }
        Matcher version = VERSION.matcher(text);
        return !type.equals("application/taxii+json")
                || !version.find()
                || version.group(1).startsWith("2.1");
    }
}
