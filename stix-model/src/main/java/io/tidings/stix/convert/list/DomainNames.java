package io.tidings.stix.convert.list;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Domain names as lists have them, brought to the form the DNS carries: lower-case ASCII, no dot at the end. */
final class DomainNames {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final String ENCODED = "xn--";
    /** Of files, not of domains: no such top-level domain exists. */
    private static final Set<String> FILE_ENDINGS = Set.of(
            "exe", "dll", "bat", "cmd", "vbs", "ps1", "js", "scr", "lnk", "php", "html", "htm", "doc", "docx", "xls",
            "xlsx", "pdf", "jpg", "png", "gif", "txt", "jar", "apk", "msi", "bin", "tmp", "dat", "log", "sys", "iso",
            "rar");

    private DomainNames() {}

    /** Either the name or why it is none. */
    record Reading(Optional<String> name, String fault) {
        static Reading of(String name) {
            return new Reading(Optional.of(name), "");
        }

        static Reading fault(String fault) {
            return new Reading(Optional.empty(), fault);
        }
    }

    static Reading read(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.length() > LONGEST_NAME) {
            return Reading.fault("a domain name has at most 253 characters");
        }
        StringBuilder ascii = new StringBuilder();
        String[] labels = name.replace('。', '.').split("\\.", -1);
        if (labels.length < 2) {
            return Reading.fault("a domain name has a dot");
        }
        for (String label : labels) {
            Reading read = label(label);
            if (read.name().isEmpty()) {
                return read;
            }
            ascii.append(ascii.isEmpty() ? "" : ".").append(read.name().get());
        }
        String top = ascii.substring(ascii.lastIndexOf(".") + 1);
        if (!top.startsWith(ENCODED) && !top.matches("[a-z]{2,63}")) {
            return Reading.fault("no top-level domain has the name \"" + top + "\"");
        }
        if (FILE_ENDINGS.contains(top)) {
            return Reading.fault("ends in ." + top + " as a file does, and no top-level domain has that name");
        }
        return ascii.length() > LONGEST_NAME
                ? Reading.fault("a domain name has at most 253 characters")
                : Reading.of(ascii.toString());
    }

    private static Reading label(String text) {
        String label = text.toLowerCase(Locale.ROOT);
        boolean ascii = label.chars().allMatch(c -> c < 0x80);
        if (!ascii) {
            String mapped = Normalizer.normalize(label, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            if (!mapped.codePoints().allMatch(DomainNames::isInName)) {
                return Reading.fault("a label has a character that no domain name has");
            }
            label = mapped.chars().allMatch(c -> c < 0x80)
                    ? mapped
                    : Punycode.encode(mapped).map(code -> ENCODED + code).orElse("");
        } else if (label.startsWith(ENCODED) && !isSound(label)) {
            return Reading.fault("a label begins with xn-- and is no Punycode (RFC 5891 §4.4)");
        }
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            return Reading.fault("a label has 1 to 63 characters (RFC 1035 §2.3.4)");
        }
        // Underscores are no host names, but they are names in the DNS (RFC 2181 §11), and lists have them.
        boolean fits = label.chars().allMatch(c -> c < 0x80 && isInName(c));
        boolean hyphens = label.charAt(0) == '-' || label.charAt(label.length() - 1) == '-';
        return fits && !hyphens
                ? Reading.of(label)
                : Reading.fault("a label has letters, digits and, inside, hyphens (RFC 1035 §2.3.1)");
    }

    /** Whether it decodes to something beyond ASCII, and that encodes to it again. */
    private static boolean isSound(String label) {
        String code = label.substring(ENCODED.length());
        Optional<String> decoded = Punycode.decode(code);
        return decoded.isPresent()
                && !decoded.get().chars().allMatch(c -> c < 0x80)
                && decoded.get().codePoints().allMatch(DomainNames::isInName)
                && Punycode.encode(decoded.get()).filter(code::equals).isPresent();
    }

    private static boolean isInName(int c) {
        int kind = Character.getType(c);
        return c == '-'
                || c == '_'
                || c == 0xb7
                || c == 0x200d
                || Character.isLetterOrDigit(c) && c >= 0x80
                || c < 0x80 && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
                || kind == Character.NON_SPACING_MARK
                || kind == Character.COMBINING_SPACING_MARK;
    }
}
