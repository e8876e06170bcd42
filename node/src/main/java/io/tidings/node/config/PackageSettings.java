package io.tidings.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Content packages (docs/content-package.md).
 *
 * @param validity how long a package is to be used; at most {@link #LONGEST_VALIDITY}
 * @param signing what signs; absent means the node's own certificate
 * @param timeStamp the authority that is asked for time stamps; absent means none are
 * @param timeStampAuthorities PEM of those whose time stamps are trusted
 */
public record PackageSettings(
        Duration validity,
        Optional<Signing> signing,
        Optional<URI> timeStamp,
        Optional<Path> timeStampAuthorities,
        List<Inbox> inboxes,
        List<Outbox> outboxes) {
    /** So long could whoever holds back newer packages pass one off as the newest. */
    public static final Duration LONGEST_VALIDITY = Duration.ofDays(3660);

    /** What holds where a configuration says nothing. */
    public static final PackageSettings DEFAULT = new PackageSettings(
            Duration.ofDays(30), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    public PackageSettings {
        inboxes = List.copyOf(inboxes);
        outboxes = List.copyOf(outboxes);
    }

    /** PEM files, within the home unless absolute. */
    public record Signing(Path key, Path certificate) {}

    /**
     * A folder that packages arrive in.
     *
     * @param every how often it is looked at
     * @param into the collection, where agreements leave open which
     * @param acknowledgeTo a folder for word to the senders
     * @param keep whether files that were taken are kept, in its folder {@code taken}
     */
    public record Inbox(
            Path folder, Duration every, Optional<String> into, Optional<Path> acknowledgeTo, boolean keep) {}

    /**
     * A folder that packages are put into.
     *
     * @param recipient a peer or client
     * @param every how often one is made, if there is anything new
     * @param encryptTo PEM files of certificates; where there are none, packages are not encrypted
     * @param compress whether objects are compressed
     */
    public record Outbox(
            Path folder, Duration every, String recipient, String collection, List<Path> encryptTo, boolean compress) {
        public Outbox {
            encryptTo = List.copyOf(encryptTo);
        }
    }
}
