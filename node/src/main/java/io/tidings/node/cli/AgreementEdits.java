package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code peer} and {@code client} commands share: agreements are files, and one alone may fit while all do not. */
final class AgreementEdits {
    private AgreementEdits() {}

    /** Writes an agreement's file. */
    @FunctionalInterface
    interface Writing {
        Path write() throws IOException, MistakesException;
    }

    /**
     * Writes a file, and takes it back if it does not go with the others, such as with a pin that another peer has.
     *
     * @throws MistakesException with what is wrong
     */
    static Path add(NodeHome home, Writing writing) throws IOException, MistakesException {
        List<Mistake> before = mistakes(home);
        Path file = written(writing);
        List<Mistake> after = new ArrayList<>(mistakes(home));
        after.removeAll(before);
        if (!after.isEmpty()) {
            Files.deleteIfExists(file);
            throw new MistakesException(after);
        }
        return file;
    }

    /** Changes a file. */
    @FunctionalInterface
    interface Change {
        /** Returns the file's bytes as they were. */
        byte[] make() throws IOException, MistakesException;
    }

    /**
     * Changes {@code file}, and takes it back if it does not go with the others.
     *
     * @throws MistakesException with what is wrong
     */
    static void change(NodeHome home, Path file, Change change) throws IOException, MistakesException {
        List<Mistake> before = mistakes(home);
        byte[] old = change.make();
        List<Mistake> after = new ArrayList<>(mistakes(home));
        after.removeAll(before);
        if (!after.isEmpty()) {
            PrivateFiles.write(file, old);
            throw new MistakesException(after);
        }
    }

    private static Path written(Writing writing) throws IOException, MistakesException {
        try {
            return writing.write();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.MISTAKE, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Mistake> mistakes(NodeHome home) throws IOException {
        return Agreements.check(home.peers(), home.clients(), Set.of()).mistakes();
    }

    static void checkRemoved(boolean removed, String what, String name) {
        if (!removed) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "no " + what + " '" + name + "'; see: tidings " + what + " list");
        }
    }
}
