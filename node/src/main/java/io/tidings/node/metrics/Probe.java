package io.tidings.node.metrics;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One thing that must hold for the node to be well. */
final class Probe {
    private static final long PATIENCE_SECONDS = 3;

    private final String name;
    private final Look look;
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Looks whether it holds; may block. A failure's message is shown to the operator. */
    @FunctionalInterface
    interface Look {
        Finding look() throws Exception;
    }

    enum Status {
        PASS,
        WARN,
        FAIL
    }

    /** @param output what was found, and what to do unless all is well; holds no secret */
    record Finding(Status status, String output) {
        static Finding pass(String output) {
            return new Finding(Status.PASS, output);
        }

        static Finding warn(String output) {
            return new Finding(Status.WARN, output);
        }

        static Finding fail(String output) {
            return new Finding(Status.FAIL, output);
        }
    }

    /** A finding by its probe's name. */
    record Named(String name, Finding finding) {}

    Probe(String name, Look look) {
        this.name = name;
        this.look = look;
    }

    /** Never fails, and ends in time: what does not answer is a finding too. Nothing piles up behind what hangs. */
    Future<Named> run(WorkerExecutor workers) {
        if (!looking.compareAndSet(false, true)) {
            return Future.succeededFuture(new Named(name, Finding.fail("the last look has not come back yet")));
        }
        return workers.executeBlocking(look::look, false)
                .onComplete(done -> looking.set(false))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .recover(failed -> Future.succeededFuture(Finding.fail(
                        failed instanceof TimeoutException
                                ? "no answer within " + PATIENCE_SECONDS + " s"
                                : String.valueOf(failed.getMessage()))))
                .map(finding -> new Named(name, finding));
    }
}
