package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.config.NodeHome;
import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static Path written(Writing writing) throws IOException, MistakesException {
        try {
            return writing.write();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.MISTAKE, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Takes {@code file} back if it does not go with the others, such as with a pin that another peer has.
     *
     * @throws MistakesException with what is wrong in it
     */
    static void check(Session session, Path file) throws IOException, MistakesException {
        NodeHome home = session.home();
        List<Mistake> mistakes =
                Agreements.check(home.peers(), home.clients(), Set.of()).mistakes();
        List<Mistake> own =
                mistakes.stream().filter(each -> each.file().equals(file)).toList();
        boolean clash =
                own.isEmpty() && mistakes.stream().anyMatch(each -> each.right().contains(file.getFileName() + ""));
        if (!own.isEmpty() || clash) {
            Files.deleteIfExists(file);
            throw new MistakesException(own.isEmpty() ? mistakes : own);
        }
        mistakes.forEach(each -> session.terminal().note("warning: " + each));
    }

    static void checkRemoved(boolean removed, String what, String name) {
        if (!removed) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "no " + what + " '" + name + "'; see: tidings " + what + " list");
        }
    }
}
