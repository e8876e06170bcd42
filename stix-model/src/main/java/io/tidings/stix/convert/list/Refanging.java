package io.tidings.stix.convert.list;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes back what people do to addresses so that nobody clicks on them: {@code hxxps://evil[.]com}. */
public final class Refanging {
    /** In this order; each is searched in any letter case. */
    private static final Map<Pattern, String> REPLACEMENTS = replacements();

    // Nothing in here can backtrack: the alternatives differ in their first characters or have fixed lengths.
    private static final Pattern SCHEME = Pattern.compile(
            "^(?:h(?:xx|\\*\\*|tx|xt|tt)p|meow)(s?)\\s?(?:\\[:]|\\(:\\)|:)\\s?(?:\\[?//]?|\\\\\\\\)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FTP = Pattern.compile("^fxp(s?)://", Pattern.CASE_INSENSITIVE);

    private Refanging() {}

    /** {@code text} as it was before it was made harmless; text that was not is given back as it is. */
    public static String refang(String text) {
        String plain = text;
        for (Map.Entry<Pattern, String> replacement : REPLACEMENTS.entrySet()) {
            plain = replacement.getKey().matcher(plain).replaceAll(replacement.getValue());
        }
        Matcher http = SCHEME.matcher(plain);
        if (http.find()) {
            return (http.group(1).isEmpty() ? "http" : "https") + "://" + plain.substring(http.end());
        }
        Matcher ftp = FTP.matcher(plain);
        return ftp.find() ? (ftp.group(1).isEmpty() ? "ftp" : "ftps") + "://" + plain.substring(ftp.end()) : plain;
    }

    private static Map<Pattern, String> replacements() {
        Map<Pattern, String> all = new LinkedHashMap<>();
        all.put(any("\\s?(?:\\[(?:\\.|dot)]|\\((?:\\.|dot)\\)|\\{(?:\\.|dot)})\\s?"), ".");
        all.put(any("\\s?(?:\\[(?:@|at)]|\\((?:@|at)\\)|\\{(?:@|at)})\\s?"), "@");
        all.put(any("\\[://]"), "://");
        all.put(any("\\[:]"), ":");
        all.put(any("\\[/]"), "/");
        // Half of the brackets, as some tools write; the other half may be an IPv6 address's.
        all.put(any("\\[\\.|\\.](?=[a-z0-9])|\\\\\\."), ".");
        return all;
    }

    private static Pattern any(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }
}
