package io.tidings.node.config;

import io.tidings.node.sensitive.SensitiveKind;
import io.tidings.node.sensitive.SensitiveRules;
import io.tidings.node.yaml.YamlValue;
import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.pattern.regex.Regex;
import io.tidings.stix.pattern.regex.RegexException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code intake.sensitive}. */
final class SensitiveReader {
    private SensitiveReader() {}

    static SensitiveSettings read(YamlValue value) {
        String whose = value.get("check").text("own");
        return new SensitiveSettings(
                !whose.equals("off"),
                whose.equals("all"),
                SensitiveRules.with(
                        kinds(value.get("kinds")),
                        value.get("email-domains").texts(),
                        value.get("host-suffixes").texts(),
                        networks(value.get("networks")),
                        patterns(value.get("patterns"))));
    }

    private static Set<SensitiveKind> kinds(YamlValue list) {
        if (!list.isPresent()) {
            return EnumSet.allOf(SensitiveKind.class);
        }
        Set<SensitiveKind> kinds = EnumSet.noneOf(SensitiveKind.class);
        list.texts().forEach(text -> SensitiveKind.parse(text).ifPresent(kinds::add));
        return kinds;
    }

    private static List<IpNetwork> networks(YamlValue list) {
        List<IpNetwork> networks = new ArrayList<>();
        for (YamlValue item : list.items()) {
            item.as(IpNetwork::parse, "an address or a network, such as 203.0.113.0/24 or \"2001:db8::/32\"")
                    .ifPresent(networks::add);
        }
        return networks;
    }

    private static List<SensitiveRules.NamedPattern> patterns(YamlValue list) {
        List<SensitiveRules.NamedPattern> patterns = new ArrayList<>();
        for (YamlValue item : list.items()) {
            item.get("regex")
                    .as(SensitiveReader::regex, "a regular expression as PCRE has them, without recursion")
                    .ifPresent(regex -> patterns.add(
                            new SensitiveRules.NamedPattern(item.get("name").text(""), regex)));
        }
        return patterns;
    }

    private static Optional<Regex> regex(String text) {
        try {
            return Optional.of(Regex.ofText(text));
        } catch (RegexException malformed) {
            return Optional.empty();
        }
    }
}
