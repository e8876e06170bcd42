package io.tidings.node.agreement;

import io.tidings.node.sensitive.SensitiveKind;
import io.tidings.node.yaml.YamlText;
import io.tidings.stix.identifier.StixId;
import java.util.List;
import java.util.Set;

/** Writes grants as {@link GrantReader} reads them. */
final class GrantText {
    private GrantText() {}

    static void append(
            StringBuilder yaml,
            String reads,
            List<Grant.Read> read,
            List<Grant.Write> write,
            List<Grant.Delete> delete) {
        if (!read.isEmpty()) {
            yaml.append("read:").append(reads);
            read.forEach(grant -> append(yaml, grant));
        }
        if (!write.isEmpty()) {
            yaml.append("write:\n");
            write.forEach(grant -> append(yaml, grant));
        }
        if (!delete.isEmpty()) {
            yaml.append("delete:\n");
            delete.forEach(grant -> collection(yaml, grant));
        }
    }

    private static void append(StringBuilder yaml, Grant.Read grant) {
        collection(yaml, grant);
        line(yaml, "max-tlp", grant.maxTlp().text());
        grant.types().ifPresent(types -> line(yaml, "types", YamlText.list(types)));
        grant.labels().ifPresent(labels -> line(yaml, "labels", YamlText.list(labels)));
        grant.since().ifPresent(since -> line(yaml, "since", since.toString()));
        grant.objectsPerDay().ifPresent(most -> line(yaml, "quota", "{objects-per-day: " + most + "}"));
        grant.markings().ifPresent(rule -> line(yaml, "markings", markings(rule)));
        if (grant.directed()) {
            line(yaml, "directed", "true");
        }
    }

    private static String markings(MarkingRule rule) {
        String others = rule.others().isEmpty()
                ? ""
                : ", others: "
                        + YamlText.list(rule.others().stream()
                                .map(StixId::value)
                                .sorted()
                                .toList());
        return "{statements: " + (rule.statements() ? "allow" : "withhold") + others + "}";
    }

    private static void append(StringBuilder yaml, Grant.Write grant) {
        collection(yaml, grant);
        line(yaml, "max-tlp", grant.maxTlp().text());
        grant.types().ifPresent(types -> line(yaml, "types", YamlText.list(types)));
        grant.objectsPerDay().ifPresent(most -> line(yaml, "quota", "{objects-per-day: " + most + "}"));
        grant.acceptance().profile().ifPresent(profile -> line(yaml, "profile", profile.text()));
        if (grant.acceptance().quarantine()) {
            line(yaml, "invalid", GrantReader.QUARANTINE);
        }
        if (!grant.acceptance().allowed().isEmpty()) {
            line(yaml, "allow-sensitive", kinds(grant.acceptance().allowed()));
        }
    }

    /** As {@link GrantReader#acceptance} reads them. */
    static String kinds(Set<SensitiveKind> kinds) {
        return YamlText.list(kinds.stream().map(SensitiveKind::text).sorted().toList());
    }

    private static void collection(StringBuilder yaml, Grant grant) {
        yaml.append("  - collection: ").append(YamlText.of(grant.collection())).append('\n');
    }

    private static void line(StringBuilder yaml, String key, String value) {
        yaml.append("    ").append(key).append(": ").append(value).append('\n');
    }
}
