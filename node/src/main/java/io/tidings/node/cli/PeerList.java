package io.tidings.node.cli;

import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.api.wire.JsonForm;
import io.tidings.node.config.NodeHome;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidings peer list}. */
@Command(name = "list", description = "List the peers and what was agreed with each.")
final class PeerList implements Callable<Integer> {
    private static final JsonForm<Follow> FOLLOW =
            JsonForm.shown((out, f) -> out.text("apiRoot", f.apiRoot().toString())
                    .text("collection", f.collection())
                    .text("into", f.into())
                    .text("every", f.every().toString())
                    .text("maxTlp", f.maxTlp().text()));

    private static final JsonForm<Peer> FORM = JsonForm.shown((out, p) -> out.text("name", p.name())
            .text("organisation", p.organisation().name())
            .texts("pins", p.pins().stream().sorted().toList())
            .text("validFrom", p.validFrom().map(LocalDate::toString))
            .text("validUntil", p.validUntil().map(LocalDate::toString))
            .flag("onward", p.onward())
            .texts("read", ClientList.collections(p.reads()))
            .texts("write", ClientList.collections(p.writes()))
            .texts("delete", ClientList.collections(p.deletes()))
            .list("follow", FOLLOW, p.follows()));

    private final Session session;

    @Mixin
    private JsonOption json = new JsonOption();

    PeerList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        NodeHome home = session.home();
        List<Peer> peers = Agreements.read(home.peers(), home.clients()).peers();
        if (json.isSet()) {
            session.terminal().print(FORM.listText(peers));
            return ExitCode.OK.number();
        }
        var table = new Table("NAME", "ORGANISATION", "UNTIL", "ONWARD", "READS", "WRITES", "WE FOLLOW");
        peers.forEach(each -> table.row(
                each.name(),
                each.organisation().name(),
                each.validUntil().map(LocalDate::toString).orElse("-"),
                each.onward() ? "yes" : "no",
                String.join(" ", ClientList.collections(each.reads())),
                String.join(" ", ClientList.collections(each.writes())),
                String.join(
                        " ",
                        each.follows().stream()
                                .map(follow -> follow.collection() + "=" + follow.into())
                                .toList())));
        table.lines().forEach(session.terminal()::print);
        return ExitCode.OK.number();
    }
}
