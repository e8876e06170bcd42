package io.tidings.node.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops on SIGTERM and SIGINT too.
 *
 * <p>The JVM would end with 143 or 130 after its hooks; a stop in order is no failure, so the hook ends it with 0 itself
 * once everything is closed, and with 1 if closing takes too long.
 */
final class JvmStop implements Stop {
    private static final int MOST_SECONDS = 60;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    JvmStop() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndHalt, "tidings-stop"));
    }

    @Override
    public void request() {
        requested.countDown();
    }

    @Override
    public void await() throws InterruptedException {
        requested.await();
    }

    @Override
    public void finished() {
        finished.countDown();
    }

    private void stopAndHalt() {
        if (finished.getCount() == 0) {
            return; // the command is through, and the program ends with its own exit code
        }
        request();
        boolean inOrder = false;
        try {
            inOrder = finished.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(inOrder ? ExitCode.OK.number() : ExitCode.FAILED.number());
    }
}
