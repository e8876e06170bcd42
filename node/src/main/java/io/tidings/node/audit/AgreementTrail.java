package io.tidings.node.audit;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Records which agreements hold from now on, with the digests of their files. */
public final class AgreementTrail implements Consumer<AgreementBook> {
    private final AuditLog log;
    private Map<String, String> known; // guarded by this

    /** @param now what holds already, and is not recorded */
    public AgreementTrail(AuditLog log, AgreementBook now) {
        this.log = log;
        this.known = digests(now);
    }

    @Override
    public synchronized void accept(AgreementBook book) {
        Map<String, String> now = digests(book);
        List<String> changed = new ArrayList<>();
        now.forEach((file, digest) -> {
            if (!digest.equals(known.get(file))) {
                changed.add(file + " " + digest);
            }
        });
        List<String> removed =
                known.keySet().stream().filter(file -> !now.containsKey(file)).toList();
        known = now;
        log.note(AuditEvent.of(Kind.ADMINISTRATION, "agreements", AuditEvent.NODE)
                .with("version", book.version())
                .with("changed", changed)
                .with("removed", removed)
                .with("onward", onward(book)));
    }

    /** Peers that consent to what they give being passed on. */
    public static List<String> onward(AgreementBook book) {
        return book.peers().stream()
                .filter(Peer::onward)
                .map(Peer::name)
                .sorted()
                .toList();
    }

    /** Every file with its digest. */
    public static List<String> files(AgreementBook book) {
        return digests(book).entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
    }

    private static Map<String, String> digests(AgreementBook book) {
        Map<String, String> digests = new TreeMap<>();
        book.peers().forEach(peer -> digests.put("peers/" + peer.name(), peer.agreement()));
        book.clients().forEach(client -> digests.put("clients/" + client.name(), client.agreement()));
        return digests;
    }
}
