package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.operations.CollectionReport;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.Operations;
import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code tidings config check}: every mistake in every file, one a line. */
@Command(
        name = "check",
        description =
                "Check tidings.yaml, the agreements and the keystore; print every mistake. Ends with 2 if there is"
                        + " one.")
final class ConfigCheck implements Callable<Integer> {
    private final Session session;

    ConfigCheck(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeHome home = session.home();
        List<String> mistakes = new ArrayList<>(configuration(home));
        mistakes.addAll(keystore(home));
        boolean canOpen = mistakes.isEmpty();
        Agreements.Check check = Agreements.check(home.peers(), home.clients(), Set.of());
        check.mistakes().forEach(each -> mistakes.add(each.toString()));
        mistakes.forEach(session.terminal()::print);
        if (canOpen && check.mistakes().isEmpty()) {
            warnings(home).forEach(each -> session.terminal().note("warning: " + each));
        }
        if (mistakes.isEmpty()) {
            session.terminal().note("no mistakes");
        }
        return (mistakes.isEmpty() ? ExitCode.OK : ExitCode.MISTAKE).number();
    }

    private static List<String> configuration(NodeHome home) {
        try {
            NodeConfiguration.load(home.configuration());
            return List.of();
        } catch (MistakesException e) {
            return e.mistakes().stream().map(Mistake::toString).toList();
        }
    }

    private List<String> keystore(NodeHome home) {
        try {
            Secrets secrets = new Secrets(home.secrets(), session.surroundings().random());
            NodeIdentity.open(home.keystore(), secrets.keystorePassword());
            return List.of();
        } catch (IOException | GeneralSecurityException e) {
            return List.of(home.keystore() + ": " + e.getMessage()
                    + "; right would be the keystore that init made, with its password in secrets/");
        }
    }

    // Which collections there are is known only to the store, which the check can do without.
    private List<Mistake> warnings(NodeHome home) throws Exception {
        try {
            Set<String> names = session.work(Operations::collections).stream()
                    .map(CollectionReport::name)
                    .collect(Collectors.toSet());
            return Agreements.check(home.peers(), home.clients(), names).warnings();
        } catch (OperationException e) {
            session.terminal().note("collections were not checked: " + e.getMessage());
            return List.of();
        }
    }
}
