package io.tidings.node.agreement;

import io.tidings.node.yaml.MistakesException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds pins to an agreement, and takes pins out, in the text that a person wrote: all else stays as it stands.
 *
 * <p>Pins are added behind one that is there. What comes out is read again, and is taken only if it says what it said
 * but for the pins; unusual ways of writing YAML are left to people.
 */
final class PinEdit {
    private static final String PIN = "[\"']?(?i:sha256:[0-9a-f]{64})[\"']?";
    private static final Pattern BLOCK_ITEM = Pattern.compile("(?m)^([ \\t]*-[ \\t]+)" + PIN + "[ \\t]*(#.*)?$");
    private static final Pattern FLOW_LIST = Pattern.compile("(?m)^([^#\\n]*pins:\\s*\\[[^\\]#]*?" + PIN + ")\\s*\\]");

    private PinEdit() {}

    /** The bytes of {@code file} with {@code pins} in place of those it has; empty if that is left to people. */
    static Optional<byte[]> withPins(Path file, Peer before, Set<String> pins) throws IOException, MistakesException {
        String text = Files.readString(file);
        for (String pin : pins) {
            if (!before.pins().contains(pin)) {
                text = added(text, pin);
            }
        }
        for (String pin : before.pins()) {
            if (!pins.contains(pin)) {
                text = removed(text, pin);
            }
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Entry<Peer> after = new PeerReader(new Warnings(Set.of())).read(file, bytes);
        after.document().orThrow();
        return after.value().equals(expected(before, pins, after.value())) ? Optional.of(bytes) : Optional.empty();
    }

    private static String added(String text, String pin) {
        Matcher item = BLOCK_ITEM.matcher(text);
        if (item.find()) {
            return text.substring(0, item.end()) + "\n" + item.group(1).replace("\n", "") + '"' + pin + '"'
                    + text.substring(item.end());
        }
        Matcher list = FLOW_LIST.matcher(text);
        return list.find() ? text.substring(0, list.end(1)) + ", \"" + pin + '"' + text.substring(list.end(1)) : text;
    }

    private static String removed(String text, String pin) {
        String one = "[\"']?(?i:" + Pattern.quote(pin) + ")[\"']?";
        return text.replaceFirst("(?m)^[ \\t]*-\\s+" + one + "[ \\t]*(#.*)?\\n", "")
                .replaceFirst(one + "\\s*,\\s*|\\s*,\\s*" + one, "");
    }

    private static Peer expected(Peer before, Set<String> pins, Peer after) {
        return new Peer(
                before.name(),
                before.organisation(),
                new HashSet<>(pins),
                before.ca(),
                before.caSubject(),
                before.authoritativeFor(),
                before.purpose(),
                before.validFrom(),
                before.validUntil(),
                before.onward(),
                before.reads(),
                before.writes(),
                before.deletes(),
                before.follows(),
                before.requestsPerMinute(),
                after.agreement(),
                before.duties());
    }
}
