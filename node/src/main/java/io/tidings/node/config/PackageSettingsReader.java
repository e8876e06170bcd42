package io.tidings.node.config;

import io.tidings.node.config.PackageSettings.Inbox;
import io.tidings.node.config.PackageSettings.Outbox;
import io.tidings.node.config.PackageSettings.Signing;
import io.tidings.node.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes {@link PackageSettings} of {@code packages}. Paths are within the home unless they are absolute. */
final class PackageSettingsReader {
    private static final Duration USUAL_LOOK = Duration.ofSeconds(10);
    private static final Duration USUAL_PACKAGE = Duration.ofHours(1);

    private final Path home;

    PackageSettingsReader(Path home) {
        this.home = home;
    }

    PackageSettings read(YamlValue value) {
        YamlValue key = value.get("signing-key");
        YamlValue certificate = value.get("signing-certificate");
        if (key.isPresent() != certificate.isPresent()) {
            (key.isPresent() ? certificate : key).mistake("a PEM file: key and certificate go together");
        }
        Optional<Path> keyFile = path(key);
        Optional<Path> certificateFile = path(certificate);
        return new PackageSettings(
                validity(value.get("validity")),
                keyFile.flatMap(k -> certificateFile.map(c -> new Signing(k, c))),
                value.get("time-stamp").as(PackageSettingsReader::url, "an http or https address"),
                path(value.get("time-stamp-authorities")),
                value.get("inbox").items().stream().map(this::inbox).toList(),
                value.get("outbox").items().stream().map(this::outbox).toList());
    }

    private Inbox inbox(YamlValue item) {
        return new Inbox(
                folder(item),
                item.get("every").duration().orElse(USUAL_LOOK),
                item.get("into").text(),
                path(item.get("acknowledge-to")),
                item.get("keep").flag(false));
    }

    private Outbox outbox(YamlValue item) {
        List<Path> certificates = item.get("encrypt-to").items().stream()
                .flatMap(each -> path(each).stream())
                .toList();
        return new Outbox(
                folder(item),
                item.get("every").duration().orElse(USUAL_PACKAGE),
                item.get("for").text(""),
                item.get("collection").text(""),
                certificates,
                item.get("compress").flag(true));
    }

    private static Duration validity(YamlValue value) {
        Optional<Duration> wanted = value.duration();
        if (wanted.filter(each -> each.compareTo(PackageSettings.LONGEST_VALIDITY) > 0)
                .isPresent()) {
            value.mistake("at most " + PackageSettings.LONGEST_VALIDITY.toDays()
                    + " days: so long, whoever holds back newer packages could pass one off as the newest");
        }
        return wanted.orElse(PackageSettings.DEFAULT.validity());
    }

    private Path folder(YamlValue item) {
        return path(item.get("folder")).orElse(home);
    }

    private Optional<Path> path(YamlValue value) {
        return value.as(this::resolved, "the name of a file or folder");
    }

    private Optional<Path> resolved(String text) {
        try {
            return Optional.of(home.resolve(text).normalize());
        } catch (InvalidPathException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException wrong) {
            return Optional.empty();
        }
    }
}
