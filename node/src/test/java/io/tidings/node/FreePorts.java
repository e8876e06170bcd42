package io.tidings.node;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Ports for nodes that are to be found there again after a restart. They lie below those that the system itself gives
 * out, each process of a test run has its own, and none is given twice in a row, since a port is free until its node starts
 * and while that restarts.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int OF_EACH_PROCESS = 3_000;
    private static final int PROCESS = Integer.getInteger("tidings.fork", 1);
    private static final int ATTEMPTS = 100;
    private static final AtomicInteger NEXT =
            new AtomicInteger(RandomGenerator.getDefault().nextInt(OF_EACH_PROCESS));

    private FreePorts() {}

    public static int one() throws IOException {
        IOException taken = new IOException("no port tried");
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = FIRST + PROCESS % 4 * OF_EACH_PROCESS + NEXT.getAndIncrement() % OF_EACH_PROCESS;
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException another) {
                taken = another;
            }
        }
        throw taken;
    }
}
