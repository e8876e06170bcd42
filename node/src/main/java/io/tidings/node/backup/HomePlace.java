package io.tidings.node.backup;

import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.store.JdbcStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Where a home is to be made. It grows in a folder inside the home's directory, which may be a mount and so cannot itself
 * be renamed, and is moved out of it at the end.
 */
final class HomePlace {
    private static final String STAGING = ".restore-";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final NodeHome home;
    private final NodeHome staging;
    private final Optional<Path> aside;

    private HomePlace(NodeHome home, NodeHome staging, Optional<Path> aside) {
        this.home = home;
        this.staging = staging;
        this.aside = aside;
    }

    /** @throws OperationException if something lies there and is not to be replaced, or is in use */
    static HomePlace open(NodeHome home, boolean replace, Instant now, RandomGenerator random) throws IOException {
        PrivateFiles.createDirectory(home.directory());
        List<Path> there = contents(home.directory());
        if (!there.isEmpty() && !replace) {
            throw new OperationException(
                    Kind.CONFLICT,
                    home.directory() + " is not empty, it holds " + there.get(0).getFileName()
                            + "; restore into an empty directory, or use --replace to have what is there put aside");
        }
        JdbcStore.requireUnused(home.data().resolve("store"));
        NodeHome staging = new NodeHome(home.directory().resolve(STAGING + Long.toHexString(random.nextLong())));
        staging.create();
        Optional<Path> aside = there.isEmpty()
                ? Optional.empty()
                : Optional.of(home.directory().resolve("replaced-" + STAMP.format(now)));
        return new HomePlace(home, staging, aside);
    }

    /** Where to make it. */
    NodeHome staging() {
        return staging;
    }

    /** Deletes what was made. */
    void giveUp() throws IOException {
        try (Stream<Path> all = Files.walk(staging.directory())) {
            all.sorted(Comparator.reverseOrder()).forEach(HomePlace::delete);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Makes what was made the home; returns where what lay there before is now.
     *
     * <p>The old configuration goes first and the new one comes last: whatever breaks this off leaves a directory from
     * which no node can be started.
     */
    Optional<Path> take() throws IOException {
        if (aside.isPresent()) {
            PrivateFiles.createDirectory(aside.get());
            moveAll(home, aside.get(), configurationFirst());
        }
        moveAll(staging, home.directory(), configurationFirst().reversed());
        Files.delete(staging.directory());
        return aside;
    }

    private void moveAll(NodeHome from, Path to, Comparator<Path> order) throws IOException {
        for (Path each : contents(from.directory()).stream().sorted(order).toList()) {
            if (!each.equals(staging.directory()) && !aside.filter(each::equals).isPresent()) {
                Path target = to.resolve(each.getFileName().toString());
                boolean configuration = isConfiguration(each);
                if (configuration) {
                    PrivateFiles.syncDirectory(to);
                }
                Files.move(each, target);
                if (configuration) {
                    PrivateFiles.syncDirectory(from.directory());
                }
            }
        }
        PrivateFiles.syncDirectory(from.directory());
        PrivateFiles.syncDirectory(to);
    }

    private static Comparator<Path> configurationFirst() {
        return Comparator.comparing(path -> !isConfiguration(path));
    }

    private static boolean isConfiguration(Path path) {
        return path.getFileName().toString().equals("tidings.yaml");
    }

    // A file system of its own has this folder at its root.
    private static List<Path> contents(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(each -> !each.getFileName().toString().equals("lost+found"))
                    .sorted()
                    .toList();
        }
    }
}
