package io.tidings.node.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Names and ports, in bounded time. */
final class Reach {
    private static final int MILLIS = 3_000;

    private Reach() {}

    /**
     * Empty if there is no such name.
     *
     * @throws IOException if the resolver does not answer
     */
    static Optional<InetAddress> resolve(String host) throws IOException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        CompletableFuture<Optional<InetAddress>> asked = new CompletableFuture<>();
        // The platform's resolver knows no timeout of ours, so it is left behind if need be.
        Thread thread = new Thread(() -> asked.complete(lookUp(name)), "doctor-resolver");
        thread.setDaemon(true);
        thread.start();
        try {
            return asked.get(MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new IOException("no answer from DNS within " + MILLIS / 1000 + " s", silent);
        } catch (ExecutionException unexpected) {
            throw new IOException("the name could not be looked up: " + unexpected.getMessage(), unexpected);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static Optional<InetAddress> lookUp(String name) {
        try {
            return Optional.of(InetAddress.getByName(name));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /** @throws IOException if nobody takes the connection in time */
    static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), MILLIS);
        }
    }
}
