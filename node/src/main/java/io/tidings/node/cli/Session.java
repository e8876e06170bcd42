package io.tidings.node.cli;

import io.tidings.node.api.client.RemoteOperations;
import io.tidings.node.api.client.RunningNodes;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.operations.Operations;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** What one command works with: its home, the node there, and the terminal. */
final class Session {
    private final Surroundings surroundings;
    private final Programs programs;
    private final Globals globals;
    private final Terminal terminal;

    Session(Surroundings surroundings, Programs programs, Globals globals) {
        this.surroundings = surroundings;
        this.programs = programs;
        this.globals = globals;
        this.terminal = new Terminal(surroundings);
    }

    /** Something to do with a node. */
    @FunctionalInterface
    interface Work<T> {
        T with(Operations operations) throws Exception;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Programs programs() {
        return programs;
    }

    Terminal terminal() {
        return terminal;
    }

    /** The home chosen, whether or not a node is there. */
    NodeHome anyHome() {
        Optional<Path> fromEnvironment = Optional.ofNullable(
                        surroundings.environment().get("TIDINGS_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
        return new NodeHome(globals.home().or(() -> fromEnvironment).orElse(Path.of(".tidings")));
    }

    /** The home, if one was named on the command line itself. */
    Optional<NodeHome> givenHome() {
        return globals.home().map(given -> home());
    }

    /** The home chosen, in which a node was made. */
    NodeHome home() {
        NodeHome home = anyHome();
        if (!home.exists()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "no node at " + home.directory() + "; choose its home with --home or $TIDINGS_HOME,"
                            + " or make one with: tidings init --home DIR --organisation NAME");
        }
        return home;
    }

    /** The key and certificate of the node in the home. */
    NodeIdentity identity() throws IOException, GeneralSecurityException {
        NodeHome home = home();
        return NodeIdentity.open(
                home.keystore(), new Secrets(home.secrets(), surroundings.random()).keystorePassword());
    }

    /** The keys with which the node in the home seals. */
    SigningKeys signingKeys() throws IOException {
        NodeHome home = home();
        return new SigningKeys(
                home.signingKeys(),
                new Secrets(home.secrets(), surroundings.random()).keystorePassword(),
                surroundings.random(),
                surroundings.clock());
    }

    /** The node that runs from the home, if one does. */
    Optional<RemoteOperations> running() throws IOException {
        NodeHome home = home();
        return new RunningNodes(surroundings.random())
                .find(home, () -> new Secrets(home.secrets(), surroundings.random()).operatorKey());
    }

    /** Works with the running node, or opens the home itself where none runs. */
    <T> T work(Work<T> work) throws Exception {
        Optional<RemoteOperations> running = running();
        if (running.isPresent()) {
            return work.with(running.get());
        }
        try (OpenNode open = programs.operations().open(home())) {
            return work.with(open.operations());
        }
    }

    /** Has the running node, if there is one, take up changed files at once rather than when it next looks. */
    void reload() throws IOException {
        running().ifPresent(node -> node.reload().forEach(terminal::note));
    }
}
