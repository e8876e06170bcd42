package io.tidings.node.cli;

import io.tidings.node.config.NodeHome;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidings init}. */
@Command(name = "init", description = "Make a node: its home, keys, certificate and configuration.")
final class Init implements Callable<Integer> {
    private final Session session;

    @Option(names = "--organisation", required = true, paramLabel = "NAME", description = "Whose node it is.")
    private String organisation = "";

    @Option(
            names = "--client-port",
            defaultValue = "7443",
            paramLabel = "PORT",
            description = "For TIPs and SIEMs (default: ${DEFAULT-VALUE}; 0 = any free port).")
    private int clientPort;

    @Option(
            names = "--peer-port",
            defaultValue = "7444",
            paramLabel = "PORT",
            description = "For other organisations' nodes (default: ${DEFAULT-VALUE}; 0 = any free port).")
    private int peerPort;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "A name or address that others reach the node under; it goes into the certificate. The first"
                    + " one goes into the node's public URLs. May be repeated.")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--key-type",
            defaultValue = "ec",
            paramLabel = "TYPE",
            description = "ec (P-256, which everyone takes), ed25519 or rsa (3072 bits) (default: ${DEFAULT-VALUE}).")
    private KeyType keyType = KeyType.EC;

    /** What {@code --key-type} takes. */
    enum KeyType {
        EC,
        ED25519,
        RSA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Init(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        check("--client-port", clientPort);
        check("--peer-port", peerPort);
        if (organisation.isBlank()) {
            throw new CommandFailure(ExitCode.MISTAKE, "--organisation: the name is empty; give your organisation's");
        }
        NodeHome home = session.anyHome();
        String fingerprint = new NewHome(home, session.surroundings())
                .make(new NewHome.Wishes(organisation, clientPort, peerPort, hosts, keyType));
        tell(home, fingerprint);
        return ExitCode.OK.number();
    }

    private void tell(NodeHome home, String fingerprint) {
        Terminal terminal = session.terminal();
        terminal.print("home         " + home.directory());
        terminal.print("organisation " + Table.shown(organisation));
        terminal.print("key          " + home.keystore() + " (" + keyType + ")");
        terminal.print("fingerprint  " + fingerprint);
        terminal.note("next: tidings collection add NAME --home " + home.directory());
        terminal.note("      tidings client add NAME --read COLLECTION --home " + home.directory());
        terminal.note("      tidings serve --home " + home.directory());
    }

    private static void check(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(ExitCode.MISTAKE, option + ": " + port + " is no port; it is 0 to 65535");
        }
    }
}
