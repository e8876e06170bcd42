package io.tidings.node.cli;

import io.tidings.node.operations.FakeOperations;
import io.tidings.node.operations.Operations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs command lines in this process, with what they print kept. */
final class Cli {
    final FakeOperations local = new FakeOperations();
    final Map<String, String> environment = new HashMap<>();
    final LatchStop stop = new LatchStop();
    NodeLauncher launcher = (home, options) -> {
        throw new AssertionError("nothing was to be started");
    };
    Demo demo = (options, out, told) -> true;
    int opened;

    /** What a command left. */
    record Result(int exitCode, String out, String err) {}

    Result run(String... arguments) {
        return runWithInput("", arguments);
    }

    Result runWithInput(String input, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false,
                false,
                Clock.systemUTC(),
                new SecureRandom(),
                () -> stop);
        int exitCode = new CommandLineApp(surroundings, new Programs(home -> open(), launcher, demo)).run(arguments);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private OpenNode open() {
        opened++;
        return new OpenNode() {
            @Override
            public Operations operations() {
                return local;
            }

            @Override
            public void close() {}
        };
    }

    /** A stop that only the test requests. */
    static final class LatchStop implements Stop {
        private final CountDownLatch requested = new CountDownLatch(1);
        volatile Optional<Boolean> finished = Optional.empty();

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
            finished = Optional.of(true);
        }
    }
}
