package io.tidings.stix.validate;

import io.tidings.stix.table.Format;
import io.tidings.stix.validate.ScalarChecks.StringForm;
import java.nio.charset.Charset;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms of strings that other standards define. By hand: regular expressions would cost most of the time. */
final class StringForms {
    private static final int LONGEST_TAG = 255;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** With those that are registered still, though ISO 639 has dropped them. */
    private static final Set<String> LANGUAGES = Stream.concat(
                    Stream.of(Locale.getISOLanguages()), Stream.of("bh", "in", "iw", "ji", "jw", "mo", "sh"))
            .collect(Collectors.toUnmodifiableSet());

    private StringForms() {}

    static StringForm of(Format format) {
        return switch (format) {
            case LANGUAGE_TAG -> StringForms::languageTag;
            case CHARSET -> StringForms::charset;
            case COUNTRY -> StringForms::country;
            case SUBDIVISION -> StringForms::subdivision;
            case MEDIA_TYPE -> StringForms::mediaType;
            case URL -> StringForms::url;
            case DOMAIN_NAME -> StringForms::domainName;
            case EMAIL_ADDRESS -> StringForms::emailAddress;
            case IPV4 -> StringForms::ipv4;
            case IPV6 -> StringForms::ipv6;
            case CPE -> StringForms::cpe;
            case MAC_ADDRESS -> StringForms::macAddress;
            case RELATIONSHIP_TYPE -> StringForms::relationshipType;
        };
    }

    private static void languageTag(Pass pass, String text) {
        if (!isLanguageTag(text)) {
            pass.form(
                    Rule.S_077,
                    Pass.quote(text) + " is no language tag",
                    "use a tag of RFC 5646 such as en, pt-BR or zh-Hans");
        }
    }

    /**
     * Well-formed by RFC 5646, and of two letters only if ISO 639 has them: {@code jp} and {@code cn} are countries.
     * Whether other subtags are registered is not looked up.
     */
    static boolean isLanguageTag(String text) {
        int end = text.indexOf('-') < 0 ? text.length() : text.indexOf('-');
        if (end == 2 && !LANGUAGES.contains(text.substring(0, 2).toLowerCase(Locale.ROOT))) {
            return false;
        }
        return end == 2 && text.length() == 2 || isWellFormedTag(text);
    }

    private static boolean isWellFormedTag(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TAG) {
            return false;
        }
        try {
            new Locale.Builder().setLanguageTag(text);
            return true;
        } catch (IllformedLocaleException otherForm) {
            return false;
        }
    }

    private static void charset(Pass pass, String text) {
        boolean fits = !text.isEmpty()
                && text.length() <= 40
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';');
        if (!fits) {
            pass.form(
                    Rule.S_007,
                    Pass.quote(text) + " is no character set",
                    "use a name registered with IANA, such as ISO-8859-1");
        } else if (!isKnownCharset(text)) {
            // IANA registers more than this program can decode, so this is no proof.
            pass.warn(
                    Rule.S_007,
                    Pass.quote(text) + " is no character set known here",
                    "see that it is registered with IANA");
        }
    }

    private static boolean isKnownCharset(String text) {
        try {
            return Charset.isSupported(text);
        } catch (IllegalArgumentException otherCharacters) {
            return false;
        }
    }

    private static void country(Pass pass, String text) {
        boolean fits = text.length() == 2 && text.chars().allMatch(StringForms::isLetter);
        if (!fits) {
            pass.warn(
                    Rule.S_254,
                    Pass.quote(text) + " is no country code of two letters",
                    "use ISO 3166-1 alpha-2, such as DE");
        } else if (!COUNTRIES.contains(text.toUpperCase(Locale.ROOT))) {
            pass.warn(
                    Rule.S_254,
                    Pass.quote(text) + " is the code of no country",
                    "use a code of ISO 3166-1 alpha-2, such as GB");
        } else if (text.charAt(0) >= 'a' || text.charAt(1) >= 'a') {
            pass.note(
                    Rule.S_254, Pass.quote(text) + " is in lower case", "ISO 3166-1 writes country codes in capitals");
        }
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static void subdivision(Pass pass, String text) {
        boolean fits = text.length() >= 4
                && text.length() <= 6
                && text.charAt(2) == '-'
                && isLetter(text.charAt(0))
                && isLetter(text.charAt(1))
                && text.chars().skip(3).allMatch(c -> isLetter(c) || c >= '0' && c <= '9');
        if (!fits) {
            pass.warn(Rule.S_254, Pass.quote(text) + " is no code of a subdivision", "use ISO 3166-2, such as DE-BY");
        }
    }

    private static void mediaType(Pass pass, String text) {
        int end = text.indexOf(';') < 0 ? text.length() : text.indexOf(';');
        int slash = text.indexOf('/');
        boolean fits = slash > 0 && slash < end - 1;
        for (int i = 0; i < end && fits; i++) {
            char c = text.charAt(i);
            fits = i == slash || c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
        }
        if (!fits) {
            pass.warn(
                    Rule.S_250,
                    Pass.quote(text) + " is no media type",
                    "use a type registered with IANA, such as application/pdf");
        }
    }

    private static void url(Pass pass, String text) {
        String problem = Urls.fault(text);
        if (!problem.isEmpty()) {
            pass.form(
                    Rule.S_262,
                    Pass.quote(text) + " " + problem,
                    "write a URL of RFC 3986, with its scheme, other characters percent-encoded");
        }
    }

    private static void domainName(Pass pass, String text) {
        String problem = Hosts.domainFault(text);
        if (!problem.isEmpty()) {
            pass.form(
                    Rule.S_262,
                    Pass.quote(text) + " " + problem,
                    "write a name of RFC 1034 with labels of RFC 5890, such as www.example.com");
        }
    }

    private static void emailAddress(Pass pass, String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || !isLocalPart(text.substring(0, at)) || !isMailHost(text.substring(at + 1))) {
            pass.form(
                    Rule.S_262,
                    Pass.quote(text) + " is no e-mail address",
                    "write the address alone (RFC 5322 addr-spec), the name into display_name");
        }
    }

    /** What stands before the {@code @}: words of RFC 5322 §3.2.3 (RFC 6532 beyond ASCII) with dots, or a quoted string. */
    private static boolean isLocalPart(String text) {
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return text.chars().noneMatch(Character::isISOControl);
        }
        boolean dotted = !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
        return dotted && text.chars().allMatch(c -> c > ' ' && c != 0x7f && "<>()[]:;@\\,\"".indexOf(c) < 0);
    }

    private static boolean isMailHost(String text) {
        if (!text.startsWith("[")) {
            return Hosts.domainFault(text).isEmpty();
        }
        return text.length() > 2
                && text.endsWith("]")
                && text.chars()
                        .skip(1)
                        .limit(text.length() - 2L)
                        .allMatch(c -> c > ' ' && c < 0x7f && "[]\\".indexOf(c) < 0);
    }

    private static void ipv4(Pass pass, String text) {
        if (!Hosts.isIpv4Block(text)) {
            pass.form(
                    Rule.S_263,
                    Pass.quote(text) + " is no IPv4 address",
                    "write an address or a block, such as 192.0.2.1 or 192.0.2.0/24");
        }
    }

    private static void ipv6(Pass pass, String text) {
        if (!Hosts.isIpv6Block(text)) {
            pass.form(
                    Rule.S_263,
                    Pass.quote(text) + " is no IPv6 address",
                    "write an address or a block, such as 2001:db8::1 or 2001:db8::/32");
        }
    }

    private static void cpe(Pass pass, String text) {
        boolean fits = text.startsWith("cpe:2.3:") && text.length() > 9 && "aho*-".indexOf(text.charAt(8)) >= 0;
        boolean escaped = false;
        int colons = 0;
        for (int i = 0; i < text.length() && fits; i++) {
            char c = text.charAt(i);
            boolean colon = c == ':' && !escaped;
            boolean empty = colon && (i + 1 == text.length() || text.charAt(i + 1) == ':');
            colons += colon ? 1 : 0;
            escaped = c == '\\' && !escaped;
            fits = c > ' ' && c < 0x7f && !empty;
        }
        if (!fits || colons != 12) {
            pass.form(
                    Rule.S_262,
                    Pass.quote(text) + " is no CPE 2.3 name",
                    "write cpe:2.3: and eleven parts, such as cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*");
        }
    }

    private static void macAddress(Pass pass, String text) {
        boolean fits = text.length() == 17;
        for (int i = 0; i < text.length() && fits; i++) {
            char c = text.charAt(i);
            fits = i % 3 == 2 ? c == ':' : c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
        }
        if (!fits) {
            pass.form(
                    Rule.S_259,
                    Pass.quote(text) + " is no MAC address",
                    "write six pairs in lower case with colons, such as 00:00:ab:cd:ef:01");
        }
    }

    private static void relationshipType(Pass pass, String text) {
        if (!Names.isTerm(text)) {
            pass.form(
                    Rule.S_112,
                    Pass.quote(text) + " has other characters than a relationship type may",
                    "use a-z, 0-9 and hyphens, such as " + Pass.quote(Names.asTerm(text)));
        }
    }
}
