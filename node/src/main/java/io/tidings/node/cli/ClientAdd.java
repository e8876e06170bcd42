package io.tidings.node.cli;

import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.ClientFile;
import io.tidings.node.agreement.PasswordHash;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.agreement.ScryptHash;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.config.NodeHome;
import io.tidings.node.identity.Secret;
import io.tidings.stix.marking.Tlp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidings client add}: prints a generated password once, alone on standard output. */
@Command(
        name = "add",
        description = "Let a program such as a TIP read or write here. Prints its generated password, once, unless one"
                + " is given.")
final class ClientAdd implements Callable<Integer> {
    private static final int PASSWORD_BYTES = 24;

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its user name: small letters, digits and hyphens.")
    private String name = "";

    @Option(names = "--read", paramLabel = "C", description = "A collection it may read. May be repeated.")
    private Set<String> reads = new LinkedHashSet<>();

    @Option(names = "--write", paramLabel = "C", description = "A collection it may add to. May be repeated.")
    private Set<String> writes = new LinkedHashSet<>();

    @Option(
            names = "--delete",
            paramLabel = "C",
            description = "A collection it may delete from; it must be allowed to read and write it too.")
    private Set<String> deletes = new LinkedHashSet<>();

    @Option(
            names = "--max-tlp",
            paramLabel = "LEVEL",
            defaultValue = "red",
            description = "The strictest level it reads and writes: clear, green, amber, amber+strict or red (default:"
                    + " ${DEFAULT-VALUE}).")
    private Tlp maxTlp = Tlp.RED;

    @Option(
            names = "--address",
            paramLabel = "NETWORK",
            description = "It may come from here only, such as 192.0.2.0/24. May be repeated.")
    private List<String> addresses = new ArrayList<>();

    @Option(
            names = "--pin",
            paramLabel = "sha256:HEX",
            description = "It may log in with this certificate or public key. May be repeated.")
    private Set<String> pins = new LinkedHashSet<>();

    @Option(names = "--bearer", description = "The secret is a bearer token rather than a password.")
    private boolean bearer;

    @Option(
            names = "--empty-objects-list",
            description = "An empty page says {\"objects\": []}, as older connectors need.")
    private boolean emptyObjectsList;

    @Option(names = "--password-stdin", description = "Take the password from the first line of standard input.")
    private boolean passwordFromInput;

    @Mixin
    private JsonOption json = new JsonOption();

    ClientAdd(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeHome home = session.home();
        var grants = new GrantOptions(reads, writes, deletes);
        grants.check(session);
        boolean generated = !passwordFromInput && pins.isEmpty();
        Optional<Secret> secret = secret(generated);
        Path file = AgreementEdits.add(home, () -> ClientFile.write(home.clients(), client(grants, secret)));
        session.reload();
        tell(file, generated ? secret : Optional.empty());
        return ExitCode.OK.number();
    }

    private Optional<Secret> secret(boolean generated) throws Exception {
        if (passwordFromInput) {
            return Optional.of(StandardInput.secretLine(session.surroundings().in()));
        }
        if (!generated) {
            return Optional.empty();
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        session.surroundings().random().nextBytes(bytes);
        return Optional.of(new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    private Client client(GrantOptions grants, Optional<Secret> secret) {
        Optional<PasswordHash> hash =
                secret.map(s -> new ScryptHash(session.surroundings().random()).hash(s.bytes()));
        return new Client(
                name,
                bearer ? Optional.empty() : hash,
                bearer ? hash : Optional.empty(),
                pins,
                addresses,
                emptyObjectsList,
                grants.reads(maxTlp),
                grants.writes(maxTlp),
                grants.deletes(),
                Optional.empty(),
                "");
    }

    private void tell(Path file, Optional<Secret> generated) {
        Terminal terminal = session.terminal();
        Optional<String> shown = generated
                .map(secret -> new String(secret.characters()))
                .map(text -> bearer ? Recognition.token(name, text) : text);
        if (json.isSet()) {
            terminal.print(JsonForm.text(out ->
                    out.text("name", name).text("file", file.toString()).text(bearer ? "token" : "password", shown)));
            return;
        }
        terminal.note("client " + name + ": " + file);
        shown.ifPresent(text -> {
            terminal.note((bearer ? "token" : "password") + ", shown only now:");
            terminal.print(text);
        });
    }
}
