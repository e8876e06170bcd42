package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Client;
import io.tidings.node.agreement.Grant;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.config.NodeHome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings client list}. */
@Command(name = "list", description = "List the clients and what each may do.")
final class ClientList implements Callable<Integer> {
    private static final JsonForm<Client> FORM = JsonForm.shown((out, c) -> out.text("name", c.name())
            .texts("login", logins(c))
            .texts("read", collections(c.reads()))
            .texts("write", collections(c.writes()))
            .texts("delete", collections(c.deletes())));

    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    ClientList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeHome home = session.home();
        List<Client> clients = Agreements.read(home.peers(), home.clients()).clients();
        if (json.isSet()) {
            session.terminal().print(FORM.listText(clients));
            return ExitCode.OK.number();
        }
        var table = new Table("NAME", "LOGS IN WITH", "READS", "WRITES", "DELETES");
        clients.forEach(each -> table.row(
                each.name(),
                String.join(" ", logins(each)),
                String.join(" ", collections(each.reads())),
                String.join(" ", collections(each.writes())),
                String.join(" ", collections(each.deletes()))));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }

    private static List<String> logins(Client client) {
        List<String> logins = new ArrayList<>();
        client.passwordHash().ifPresent(hash -> logins.add("password"));
        client.tokenHash().ifPresent(hash -> logins.add("token"));
        if (!client.pins().isEmpty()) {
            logins.add("certificate");
        }
        return logins;
    }

    static List<String> collections(List<? extends Grant> grants) {
        return grants.stream().map(Grant::collection).toList();
    }
}
