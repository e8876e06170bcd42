package io.tidings.stix.version;

import io.tidings.stix.time.StixTimestamp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The versions a request asks for, the value of {@code match[version]} (TAXII 2.1 §3.4.1): any of the first, the
 * last, all, and those at given instants, united.
 *
 * @param instants compared as instants, whatever their spelling
 */
public record VersionSelector(boolean first, boolean last, boolean all, Set<StixTimestamp> instants) {
    /** What a request without {@code match[version]} gets. */
    public static final VersionSelector LAST = new VersionSelector(false, true, false, Set.of());

    public static final VersionSelector ALL = new VersionSelector(false, false, true, Set.of());

    /** @throws IllegalArgumentException if it selects nothing, or all and something beside (T-071) */
    public VersionSelector {
        instants = Set.copyOf(instants);
        boolean other = first || last || !instants.isEmpty();
        if (all == other) {
            throw new IllegalArgumentException(
                    all ? "\"all\" stands alone (TAXII 2.1 §3.4.1)" : "a version selector names at least one version");
        }
    }

    /** Whether only versions at given instants are asked for: an object without them is then not found. */
    public boolean isInstantsOnly() {
        return !first && !last && !all;
    }

    /**
     * Parses the comma-separated elements of {@code match[version]}.
     *
     * @throws IllegalArgumentException if one is neither {@code first}, {@code last}, {@code all} nor a timestamp,
     *     one comes twice (T-069), or {@code all} does not stand alone (T-071); the message says which
     */
    public static VersionSelector parse(List<String> elements) {
        boolean first = false;
        boolean last = false;
        boolean all = false;
        Set<StixTimestamp> instants = new LinkedHashSet<>();
        List<String> keywords = new ArrayList<>();
        for (String element : elements) {
            boolean repeated;
            switch (element) {
                case "first", "last", "all" -> {
                    repeated = keywords.contains(element);
                    keywords.add(element);
                    first |= element.equals("first");
                    last |= element.equals("last");
                    all |= element.equals("all");
                }
                default -> {
                    Optional<StixTimestamp> instant = StixTimestamp.parse(element);
                    repeated = !instants.add(
                            instant.orElseThrow(
                                    () -> new IllegalArgumentException(
                                            "a version is first, last, all or a timestamp YYYY-MM-DDTHH:mm:ss.sssZ (TAXII 2.1 §3.4.1)")));
                }
            }
            if (repeated) {
                throw new IllegalArgumentException("a version is named twice: " + element + " (TAXII 2.1 §3.4.1)");
            }
        }
        return new VersionSelector(first, last, all, instants);
    }
}
