package io.tidings.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** The node that is measured: one collection, one client that may read and write it. */
final class Site {
    private static final String COLLECTION = "bench";

    private final NodeProcess node;
    private final SSLContext tls;
    private final String login;
    private final String objects;

    private Site(NodeProcess node, SSLContext tls, String login, String objects) {
        this.node = node;
        this.tls = tls;
        this.login = login;
        this.objects = objects;
    }

    /** Furnishes a node that is stopped. */
    static Site furnish(NodeProcess node) throws IOException, InterruptedException {
        String added = node.command("collection", "add", COLLECTION, "--json");
        String id = added.replaceAll("(?s).*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        String password = "only for this run";
        node.answering(
                password + "\n",
                "client",
                "add",
                "driver",
                "--read",
                COLLECTION,
                "--write",
                COLLECTION,
                "--password-stdin");
        String login = Base64.getEncoder().encodeToString(("driver:" + password).getBytes(StandardCharsets.UTF_8));
        return new Site(
                node,
                Trust.anyServer(),
                "Authorization: Basic " + login + "\r\n",
                "/shared/collections/" + id + "/objects/");
    }

    Connection connect() throws IOException {
        return new Connection(tls, node.clientPort(), login);
    }

    NodeProcess node() {
        return node;
    }

    /** The path of the collection's objects. */
    String objects() {
        return objects;
    }
}
