package io.tidings.node.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for a write to be durable and lets its failure through as it is. */
final class Durable {
    private Durable() {}

    static <T> T await(CompletableFuture<T> write) {
        try {
            return write.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
