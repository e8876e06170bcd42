package io.tidings.node.sensitive;

import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.pattern.regex.Regex;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What counts as sensitive.
 *
 * @param kinds that are looked for
 * @param emailDomains whose addresses count, with all domains below them; lower case
 * @param hostSuffixes names below which hosts are internal, without a dot before; lower case
 * @param networks whose addresses are internal
 */
public record SensitiveRules(
        Set<SensitiveKind> kinds,
        List<String> emailDomains,
        List<String> hostSuffixes,
        List<IpNetwork> networks,
        List<NamedPattern> patterns) {
    /** What ends the names of hosts that no public DNS knows (RFC 6762, RFC 8375, and by custom). */
    public static final List<String> PRIVATE_SUFFIXES =
            List.of("local", "internal", "corp", "lan", "intranet", "home.arpa");

    /** Private, link-local and unique local addresses (RFC 1918, RFC 3927, RFC 4193, RFC 4291). */
    public static final List<IpNetwork> PRIVATE_NETWORKS = List.of(
            network("10.0.0.0/8"),
            network("172.16.0.0/12"),
            network("192.168.0.0/16"),
            network("169.254.0.0/16"),
            network("fc00::/7"),
            network("fe80::/10"));

    /** All kinds, by what is private anywhere; nothing of the organisation's own. */
    public static final SensitiveRules DEFAULT = new SensitiveRules(
            EnumSet.allOf(SensitiveKind.class), List.of(), PRIVATE_SUFFIXES, PRIVATE_NETWORKS, List.of());

    public SensitiveRules {
        kinds = Set.copyOf(kinds);
        emailDomains = List.copyOf(emailDomains);
        hostSuffixes = List.copyOf(hostSuffixes);
        networks = List.copyOf(networks);
        patterns = List.copyOf(patterns);
    }

    /** A pattern of the configuration. */
    public record NamedPattern(String name, Regex regex) {}

    /** The defaults and what an organisation has of its own beside them. */
    public static SensitiveRules with(
            Set<SensitiveKind> kinds,
            List<String> emailDomains,
            List<String> hostSuffixes,
            List<IpNetwork> networks,
            List<NamedPattern> patterns) {
        List<String> suffixes = new ArrayList<>(PRIVATE_SUFFIXES);
        hostSuffixes.forEach(suffix -> suffixes.add(suffix.toLowerCase(Locale.ROOT)));
        List<IpNetwork> all = new ArrayList<>(PRIVATE_NETWORKS);
        all.addAll(networks);
        return new SensitiveRules(
                kinds,
                emailDomains.stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .toList(),
                suffixes,
                all,
                patterns);
    }

    boolean looksFor(SensitiveKind kind) {
        return kinds.contains(kind);
    }

    private static IpNetwork network(String text) {
        return IpNetwork.parse(text).orElseThrow();
    }
}
