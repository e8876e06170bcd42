package io.tidings.stix.validate;

import io.tidings.stix.table.Format;
import io.tidings.stix.validate.ScalarChecks.StringForm;
import java.nio.charset.StandardCharsets;

/** The forms of strings that other standards define. By hand: regular expressions would cost most of the time. */
final class StringForms {
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

    /** Well-formed by RFC 5646 as far as its subtags' lengths go; whether they are registered is not looked up. */
    static boolean isLanguageTag(String text) {
        int start = 0;
        boolean isPrivate = false;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '-') {
                char c = text.charAt(i);
                boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                if (!letter && (c < '0' || c > '9' || start == 0)) {
                    return false;
                }
                continue;
            }
            int length = i - start;
            boolean first = start == 0;
            if (length < 1 || length > 8) {
                return false;
            }
            if (first) {
                isPrivate = length == 1 && "xXiI".indexOf(text.charAt(0)) >= 0;
                if (length == 1 && !isPrivate) {
                    return false;
                }
            }
            start = i + 1;
        }
        return !isPrivate || text.length() > 2;
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
        }
    }

    private static void country(Pass pass, String text) {
        boolean fits = text.length() == 2 && text.chars().allMatch(StringForms::isLetter);
        if (!fits) {
            pass.warn(
                    Rule.S_254,
                    Pass.quote(text) + " is no country code of two letters",
                    "use ISO 3166-1 alpha-2, such as DE");
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
        boolean quoted = text.startsWith("\"") && at > 2 && text.charAt(at - 1) == '"';
        boolean fits = at > 0 && at < text.length() - 1;
        for (int i = 0; i < text.length() && fits; i++) {
            char c = text.charAt(i);
            boolean inQuotes = quoted && i < at;
            fits = inQuotes || c > ' ' && c != 0x7f && "<>(),;\"".indexOf(c) < 0 && (c != '@' || i == at);
        }
        boolean literal = fits && text.charAt(at + 1) == '[';
        if (fits && !quoted) {
            String local = text.substring(0, at);
            fits = !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
        }
        if (fits && !literal) {
            fits = Hosts.domainFault(text.substring(at + 1)).isEmpty();
        }
        if (!fits) {
            pass.form(
                    Rule.S_262,
                    Pass.quote(text) + " is no e-mail address",
                    "write the address alone (RFC 5322 addr-spec), the name into display_name");
        }
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
        boolean escaped = false;
        int colons = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            colons += c == ':' && !escaped ? 1 : 0;
            escaped = c == '\\' && !escaped;
        }
        if (!text.startsWith("cpe:2.3:") || colons != 12 || text.getBytes(StandardCharsets.UTF_8).length > 1_000) {
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
