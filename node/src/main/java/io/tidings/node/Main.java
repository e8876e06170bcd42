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
import java.util.Optional;

/** The program {@code tidings}: where it begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        NodeLauncher launcher = Main::serve;
        Programs programs = new Programs(
                Main::open,
                launcher,
                (options, out, stop) ->
                        new ThreeOrganisations(launcher, surroundings.random()).run(options, out, stop));
        System.exit(new CommandLineApp(surroundings, programs).run(arguments));
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
        Vertx vertx = Vertx.vertx();
        try {
            return new Running(
                    vertx,
                    ServingNode.start(
                            home, vertx, options.plainPort().map(PlainListener::onLoopback), options.stopRequested()));
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
