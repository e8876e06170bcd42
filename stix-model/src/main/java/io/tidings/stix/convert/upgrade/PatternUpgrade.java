package io.tidings.stix.convert.upgrade;

import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.pattern.syntax.PatternFinding;
import io.tidings.stix.validate.Severity;
import java.util.Map;
import java.util.Optional;

/** Patterns of STIX 2.0 in the words of 2.1: properties that have other names, and times of START and STOP. */
final class PatternUpgrade {
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("file:created", "file:ctime"),
            Map.entry("file:modified", "file:mtime"),
            Map.entry("file:accessed", "file:atime"),
            Map.entry("directory:created", "directory:ctime"),
            Map.entry("directory:modified", "directory:mtime"),
            Map.entry("directory:accessed", "directory:atime"),
            Map.entry("process:created", "process:created_time"),
            Map.entry("process:name", "process:image_ref.name"),
            Map.entry("process:binary_ref", "process:image_ref"),
            Map.entry("user-account:password_last_changed", "user-account:credential_last_changed"),
            Map.entry("windows-registry-key:modified", "windows-registry-key:modified_time"));

    private PatternUpgrade() {}

    /**
     * @param text the pattern; as it was where it has a fault
     * @param fault why it is no pattern of 2.1; empty if it is one
     */
    record Result(String text, Optional<String> fault) {}

    static Result upgrade(String pattern) {
        String upgraded = rewritten(pattern);
        Optional<String> fault = fault(upgraded);
        return fault.isEmpty() ? new Result(upgraded, fault) : new Result(pattern, fault);
    }

    private static Optional<String> fault(String pattern) {
        try {
            return Pattern.parse(pattern).check().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .findFirst()
                    .map(PatternFinding::toString);
        } catch (MalformedPatternException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    private static String rewritten(String pattern) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            int end = pattern.charAt(i) == '\'' ? endOfString(pattern, i) : endOfWord(pattern, i);
            String piece = pattern.substring(i, end);
            if (piece.charAt(0) == '\'' && followsTimeWord(out)) {
                out.append('t');
            }
            out.append(RENAMED.getOrDefault(piece, piece));
            i = end;
        }
        return out.toString();
    }

    private static int endOfString(String pattern, int start) {
        int i = start + 1;
        while (i < pattern.length() && pattern.charAt(i) != '\'') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, pattern.length());
    }

    private static int endOfWord(String pattern, int start) {
        int i = start;
        while (i < pattern.length() && isOfWord(pattern.charAt(i))) {
            i++;
        }
        return Math.max(i, start + 1);
    }

    private static boolean isOfWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == ':';
    }

    private static boolean followsTimeWord(StringBuilder out) {
        int end = out.length();
        while (end > 0 && Character.isWhitespace(out.charAt(end - 1))) {
            end--;
        }
        String before = out.substring(Math.max(end - 6, 0), end);
        return before.endsWith(" START")
                || before.endsWith(" STOP")
                || before.endsWith(")START")
                || before.endsWith("]START");
    }
}
