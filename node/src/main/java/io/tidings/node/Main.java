package io.tidings.node;

import io.tidings.node.cli.CommandLineApp;
import io.tidings.node.cli.NodeLauncher;
import io.tidings.node.cli.OpenNode;
import io.tidings.node.cli.Programs;
import io.tidings.node.cli.RunningNode;
import io.tidings.node.cli.ServeOptions;
import io.tidings.node.cli.Surroundings;
import io.tidings.node.config.NodeHome;
import io.tidings.node.config.PlainListener;
import io.tidings.node.demo.ThreeOrganisations;
import io.tidings.node.listener.ListenFailedException;
import io.tidings.node.operations.Operations;
import io.tidings.node.yaml.MistakesException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** The program {@code tidings}: where it begins. */
public final class Main {
    /** For the launcher alone, and so no command; see {@link Rehearsal}. */
    private static final String REHEARSE = "--rehearse";

    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        Programs programs = programs(surroundings);
        if (List.of(arguments).equals(List.of(REHEARSE))) {
            System.exit(rehearse(surroundings, programs));
        }
        System.exit(new CommandLineApp(surroundings, programs).run(arguments));
    }

    static Programs programs(Surroundings surroundings) {
        NodeLauncher launcher = Main::serve;
        return new Programs(
                Main::open,
                launcher,
                (options, out, stop) ->
                        new ThreeOrganisations(launcher, surroundings.random()).run(options, out, stop));
    }

    private static int rehearse(Surroundings surroundings, Programs programs) {
        try {
            return new Rehearsal(surroundings, programs).run();
        } catch (IOException | InterruptedException failed) {
            surroundings.err().println("error: the rehearsal failed: " + failed);
            return 1;
        }
    }

    private static OpenNode open(NodeHome home) throws IOException, MistakesException {
        Vertx vertx = Vertx.vertx();
        try {
            Node node = Node.open(home, vertx);
            Operations operations = node.operations(node::facts);
            return new OpenNode() {
                @Override
                public Operations operations() {
                    return operations;
                }

                @Override
                public void close() {
                    node.close();
                    Node.close(vertx);
                }
            };
        } catch (GeneralSecurityException unusable) {
            Node.close(vertx);
            throw new IOException("the keystore cannot be used: " + unusable.getMessage(), unusable);
        } catch (IOException | MistakesException | RuntimeException failed) {
            Node.close(vertx);
            throw failed;
        }
    }

    private static RunningNode serve(NodeHome home, ServeOptions options) throws IOException, MistakesException {
        WarmUp warmUp = WarmUp.begin(home, new SecureRandom());
        Vertx vertx = Vertx.vertx();
        try {
            ServingNode node = ServingNode.start(
                    home,
                    vertx,
                    warmUp::keystore,
                    options.plainPort().map(PlainListener::onLoopback),
                    options.stopRequested());
            warmUp.finish(node.clientAddress());
            return new Running(vertx, node);
        } catch (GeneralSecurityException unusable) {
            Node.close(vertx);
            throw new IOException("the keystore cannot be used: " + unusable.getMessage(), unusable);
        } catch (ListenFailedException taken) {
            Node.close(vertx);
            throw new IOException(taken.getMessage(), taken);
        } catch (IOException | MistakesException | RuntimeException failed) {
            Node.close(vertx);
            throw failed;
        }
    }

    /** A serving node with the Vert.x it runs on. */
    private record Running(Vertx vertx, ServingNode node) implements RunningNode {
        @Override
        public URI discoveryUrl() {
            return URI.create(node.discoveryUrl());
        }

        @Override
        public Optional<URI> plainDiscoveryUrl() {
            return node.plainDiscoveryUrl().map(URI::create);
        }

        @Override
        public URI peerUrl() {
            return URI.create(node.peerUrl());
        }

        @Override
        public void close() {
            node.close();
            Node.close(vertx);
        }
    }
}
