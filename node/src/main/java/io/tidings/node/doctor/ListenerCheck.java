package io.tidings.node.doctor;

import io.tidings.node.config.Listener;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.identity.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The node's own ports and the addresses under which others reach them. */
final class ListenerCheck {
    private static final int HTTPS = 443;

    private final NodeConfiguration configuration;
    private final Fingerprint own;

    ListenerCheck(NodeConfiguration configuration, Fingerprint own) {
        this.configuration = configuration;
        this.own = own;
    }

    List<Finding> findings(boolean running) {
        List<Finding> findings = new ArrayList<>();
        findings.add(running ? listens("client", configuration.client()) : free("client", configuration.client()));
        findings.add(running ? listens("peer", configuration.peer()) : free("peer", configuration.peer()));
        if (running) {
            configuration.publicUrl().ifPresent(url -> findings.add(reached("public-url", url)));
            configuration.peerPublicUrl().ifPresent(url -> findings.add(reached("peer-public-url", url)));
        }
        return findings;
    }

    private Finding listens(String name, Listener listener) {
        String check = name + " listener";
        if (listener.port() == 0) {
            return Finding.ok(check, "on any free port, see: tidings status");
        }
        String where = listener.bind() + " port " + listener.port();
        try {
            Fingerprint shown = Fingerprint.of(ShownCertificate.at(reachable(listener.bind()), listener.port()));
            return shown.equals(own)
                    ? Finding.ok(check, where + " shows our certificate")
                    : Finding.fault(
                            check,
                            where + " shows " + shown + ", not ours, " + own,
                            "another program may have the port, or the node has not taken the keystore up: look at its"
                                    + " log, restart it");
        } catch (IOException e) {
            return Finding.fault(
                    check,
                    where + " does not answer: " + e.getMessage(),
                    "look at the node's log and at 'ss -ltnp'; was tidings.yaml changed since the node started?");
        }
    }

    private static Finding free(String name, Listener listener) {
        String check = name + " listener";
        String where = listener.bind() + " port " + listener.port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(listener.bind()), listener.port()));
            return Finding.ok(check, where + " is free for the node");
        } catch (IOException taken) {
            return Finding.fault(
                    check,
                    where + " cannot be listened on: " + taken.getMessage(),
                    "end the program that has it (ss -ltnp), or choose another port or address in tidings.yaml");
        }
    }

    private Finding reached(String check, URI url) {
        int port = url.getPort() < 0 ? HTTPS : url.getPort();
        boolean forPeers = check.startsWith("peer");
        try {
            Optional<InetAddress> address = Reach.resolve(url.getHost());
            if (address.isEmpty()) {
                return Finding.fault(
                        check, url.getHost() + " does not resolve", "enter the name in your DNS, or correct " + check);
            }
            Fingerprint shown = Fingerprint.of(ShownCertificate.at(address.get().getHostAddress(), port));
            if (shown.equals(own)) {
                return Finding.ok(check, url + " leads to this node");
            }
            String found = url + " shows " + shown + ", not ours, " + own;
            return forPeers
                    ? Finding.fault(check, found, "peers pin ours: let the proxy pass TLS through to the peer listener")
                    : Finding.warning(check, found, "right if a proxy of yours ends TLS there; else correct " + check);
        } catch (IOException e) {
            return Finding.warning(
                    check,
                    url + " cannot be reached from here: " + e.getMessage(),
                    "try it from outside; where that works, your network only does not lead back");
        }
    }

    private static String reachable(String bind) {
        return switch (bind) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> bind;
        };
    }
}
