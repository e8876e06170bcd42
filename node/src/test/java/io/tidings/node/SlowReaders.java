package io.tidings.node;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that each ask for a page and then take a byte of it a second, until they are closed. */
final class SlowReaders implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI server;
    private final String request;
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** @param request whole */
    SlowReaders(URI server, String request, int count) {
        this.server = server;
        this.request = request;
        for (int i = 0; i < count; i++) {
            Thread reader = new Thread(this::ask, "slow reader " + i);
            reader.setDaemon(true);
            threads.add(reader);
            reader.start();
        }
    }

    /** Of the answers that began so far; 0 where a connection was cut off. */
    List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    private void ask() {
        try (RawConnection connection = RawConnection.open(server).patient(PATIENCE)) {
            connection.send(request);
            byte[] statusLine = new byte[12];
            for (int i = 0; i < statusLine.length; i++) {
                statusLine[i] = (byte) connection.read();
            }
            statuses.add(Integer.parseInt(new String(statusLine, StandardCharsets.US_ASCII).substring(9)));
            int next = 0;
            while (next >= 0 && !over.await(1, TimeUnit.SECONDS)) {
                next = connection.read();
            }
        } catch (IOException | GeneralSecurityException | NumberFormatException cutOff) {
            statuses.add(0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        over.countDown();
        for (Thread each : threads) {
            each.interrupt();
            each.join(PATIENCE.toMillis());
        }
    }
}
