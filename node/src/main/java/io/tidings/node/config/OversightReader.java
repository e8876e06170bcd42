package io.tidings.node.config;

import io.tidings.node.config.Oversight.Alerts;
import io.tidings.node.config.Oversight.Audit;
import io.tidings.node.config.Oversight.KeepRule;
import io.tidings.node.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes an {@link Oversight} of {@code audit}, {@code alerts} and {@code collections}. */
final class OversightReader {
    private OversightReader() {}

    static Oversight read(YamlValue root) {
        return new Oversight(audit(root.get("audit")), alerts(root.get("alerts")), keepRules(root.get("collections")));
    }

    private static Audit audit(YamlValue value) {
        Audit usual = Oversight.DEFAULT.audit();
        return new Audit(
                value.get("bytes").bytes().orElse(usual.bytes()),
                value.get("keep").duration().orElse(usual.keep()),
                value.get("checkpoint-every").duration().orElse(usual.checkpointEvery()));
    }

    private static Alerts alerts(YamlValue value) {
        Alerts usual = Oversight.DEFAULT.alerts();
        return new Alerts(
                value.get("webhook").as(OversightReader::url, "an https address, such as https://siem.example/tidings"),
                value.get("webhook-pin").text().map(pin -> pin.toLowerCase(Locale.ROOT)),
                value.get("unreachable-after").duration().orElse(usual.unreachableAfter()),
                value.get("expires-within").duration().orElse(usual.expiresWithin()));
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null && uri.getPort() <= 65535);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<KeepRule> keepRules(YamlValue list) {
        Set<String> names = new HashSet<>();
        return list.items().stream()
                .map(item -> {
                    String name = item.get("name").text("");
                    if (!names.add(name)) {
                        item.get("name").mistake("a collection that has no rule yet");
                    }
                    return new KeepRule(name, item.get("keep").duration().orElse(Duration.ofDays(36_500)));
                })
                .toList();
    }
}
