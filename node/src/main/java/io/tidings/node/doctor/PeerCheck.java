package io.tidings.node.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;
import io.tidings.node.identity.NodeIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One peer, from its agreement to its answers: name, port, TLS, collections. Stops at the first thing that fails on the way
 * to a server. For one thread.
 */
final class PeerCheck {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int ENDS_SOON_DAYS = 30;
    private static final int MOST_NAMED = 10;

    private final Peer peer;
    private final AgreementBook book;
    private final NodeIdentity identity;
    private final Clock clock;
    private final String check;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ClockReading> clocks = new ArrayList<>();

    PeerCheck(Peer peer, AgreementBook book, NodeIdentity identity, Clock clock) {
        this.peer = peer;
        this.book = book;
        this.identity = identity;
        this.clock = clock;
        this.check = "peer " + peer.name();
    }

    /** What was found, and what the peer's clock said if it did. */
    record Result(List<Finding> findings, List<ClockReading> clocks) {
        Result {
            findings = List.copyOf(findings);
            clocks = List.copyOf(clocks);
        }
    }

    Result run() {
        agreement();
        if (peer.follows().isEmpty()) {
            findings.add(Finding.ok(check, "nothing of theirs is followed, so there is no address to try"));
        }
        Map<URI, List<Follow>> roots = new LinkedHashMap<>();
        peer.follows()
                .forEach(follow -> roots.computeIfAbsent(follow.apiRoot(), root -> new ArrayList<>())
                        .add(follow));
        roots.forEach(this::server);
        return new Result(findings, clocks);
    }

    private void agreement() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String file = "peers/" + peer.name() + ".yaml";
        if (peer.validFrom().filter(today::isBefore).isPresent()) {
            findings.add(Finding.fault(
                    check,
                    "the agreement begins on " + peer.validFrom().get() + "; until then nothing is exchanged",
                    "wait, or correct agreement.valid in " + file + "; look at this machine's date if it is wrong"));
        }
        peer.validUntil().ifPresent(until -> {
            if (!today.isBefore(until)) {
                findings.add(Finding.fault(
                        check,
                        "the agreement ended on " + until + "; nothing is exchanged any more",
                        "agree anew and set agreement.valid.until in " + file));
            } else if (!today.isBefore(until.minusDays(ENDS_SOON_DAYS))) {
                findings.add(Finding.warning(
                        check,
                        "the agreement ends on " + until,
                        "agree anew and set agreement.valid.until in " + file));
            }
        });
    }

    private void server(URI root, List<Follow> follows) {
        boolean tls = "https".equals(root.getScheme());
        int port = root.getPort() >= 0 ? root.getPort() : tls ? HTTPS : HTTP;
        String where = root.getHost() + " port " + port;
        if (!connects(root.getHost(), port, where)) {
            return;
        }
        try {
            PeerServerTrust trust = new PeerServerTrust(peer, clock.instant());
            PeerConversation conversation = new PeerConversation(identity.keyManager(), trust, clock);
            try {
                talk(conversation, trust, where, root, follows);
            } catch (HttpTimeoutException silent) {
                findings.add(Finding.fault(
                        check,
                        where + " takes the connection and does not answer in time",
                        "the peer's node, or a proxy before it, hangs: ask the peer; try again later"));
            } catch (IOException failed) {
                findings.add(new HandshakeFailure(peer, book, identity.fingerprint(), clock.instant())
                        .explain(check, where, trust, failed));
            }
        } catch (GeneralSecurityException unusable) {
            findings.add(Finding.fault(
                    check, "the agreement's identity.ca cannot be used: " + unusable.getMessage(), "correct it"));
        }
    }

    private boolean connects(String host, int port, String where) {
        try {
            Optional<InetAddress> address = Reach.resolve(host);
            if (address.isEmpty()) {
                findings.add(Finding.fault(
                        check,
                        "the name " + host + " does not resolve",
                        "look at this machine's DNS; ask the peer for its address; correct follow[].api-root"));
                return false;
            }
            Reach.connect(address.get(), port);
            return true;
        } catch (SocketTimeoutException silent) {
            findings.add(Finding.fault(
                    check,
                    where + " does not answer at all: packets vanish",
                    "a firewall, here or there, drops them: have port " + port + " opened from here to there"));
        } catch (IOException refused) {
            findings.add(Finding.fault(
                    check,
                    where + " cannot be reached: " + refused.getMessage(),
                    "ask the peer whether its node runs and on which port; look at routes and firewalls"));
        }
        return false;
    }

    private void talk(
            PeerConversation conversation, PeerServerTrust trust, String where, URI root, List<Follow> follows)
            throws IOException {
        boolean first = true;
        for (Follow follow : follows) {
            PeerConversation.Answer answer = conversation.get(root.resolve("collections/" + follow.collection() + "/"));
            if (first) {
                first = false;
                findings.add(Finding.ok(check, where + greeting(trust)));
                answer.ahead().ifPresent(ahead -> clocks.add(new ClockReading(peer.name(), ahead)));
            }
            findings.add(collection(conversation, root, follow, answer));
        }
    }

    private static String greeting(PeerServerTrust trust) {
        Optional<X509Certificate> shown = trust.shown();
        return shown.isEmpty()
                ? " answers, without TLS"
                : " is who it should be, and takes our certificate; its own is valid until "
                        + shown.get().getNotAfter().toInstant();
    }

    private Finding collection(PeerConversation conversation, URI root, Follow follow, PeerConversation.Answer answer)
            throws IOException {
        String name = "collection " + peer.name() + "/" + follow.collection();
        return switch (answer.status()) {
            case 200 -> granted(name, answer);
            case 401, 403 ->
                Finding.fault(
                        name,
                        "the peer answers " + answer.status()
                                + ": it knows our certificate as nobody's, or grants nothing",
                        "send them your card (tidings card): their agreement must pin " + identity.fingerprint()
                                + ", aloud " + identity.fingerprint().spoken());
            case 404 ->
                Finding.fault(
                        name,
                        "the peer answers 404: not granted to us, or another id; it offers us "
                                + offered(conversation, root),
                        "correct follow[].collection, or ask the peer to name it under 'read' of its agreement with us");
            case 406 ->
                Finding.fault(name, "the peer answers 406: it does not speak TAXII 2.1", "correct follow[].api-root");
            case 429 ->
                Finding.warning(name, "the peer answers 429: its quota for us is used up", "follow less often (every)");
            case 503 ->
                Finding.warning(
                        name, "the peer answers 503: it is too busy or stopping", "wait; ask the peer if it stays");
            default ->
                Finding.fault(
                        name,
                        "the peer answers " + answer.status() + " with " + shown(answer.contentType()),
                        "correct follow[].api-root, or ask the peer: its log has the request");
        };
    }

    private static Finding granted(String name, PeerConversation.Answer answer) {
        JsonNode json = answer.json();
        if (!answer.contentType().startsWith("application/taxii+json")
                || !json.path("id").isTextual()) {
            return Finding.fault(
                    name,
                    "what answers there is no TAXII server: it sends " + shown(answer.contentType()),
                    "correct follow[].api-root; perhaps a proxy answers in the peer's stead");
        }
        return json.path("can_read").asBoolean()
                ? Finding.ok(
                        name, "is granted to us: \"" + shown(json.path("title").asText()) + "\"")
                : Finding.fault(
                        name,
                        "is visible to us but not readable",
                        "ask the peer to name it under 'read' of its agreement with us");
    }

    private static String offered(PeerConversation conversation, URI root) throws IOException {
        List<String> names = new ArrayList<>();
        conversation
                .get(root.resolve("collections/"))
                .json()
                .path("collections")
                .forEach(each -> {
                    if (each.path("can_read").asBoolean()) {
                        names.add(
                                shown(each.path("alias").asText(each.path("id").asText())));
                    }
                });
        return names.isEmpty()
                ? "nothing there"
                : names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    }

    /** A stranger's words, short and harmless. */
    private static String shown(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }
}
