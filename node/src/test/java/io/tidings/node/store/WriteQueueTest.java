package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WriteQueueTest {
    private final WriteQueue queue = new WriteQueue(3, 1_000);

    @Test
    void oneWriteMoreThanTheQueueHoldsIsRefused() {
        queue.add(write(1));
        queue.add(write(1));
        queue.add(write(1));
        assertThatThrownBy(() -> queue.add(write(1)))
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContaining("3 writes")
                .hasMessageContaining("try again later");
    }

    @Test
    void moreBytesThanTheQueueHoldsAreRefused() {
        queue.add(write(600));
        assertThatThrownBy(() -> queue.add(write(600))).isInstanceOf(StoreBusyException.class);
        queue.add(write(400));
    }

    @Test
    void aWriteLargerThanTheQueueIsTakenWhenNoneWaits() {
        queue.add(write(5_000));
        assertThatThrownBy(() -> queue.add(write(1))).isInstanceOf(StoreBusyException.class);
    }

    @Test
    void takingMakesRoom() throws InterruptedException {
        queue.add(write(900));
        queue.takeGroup(10_000);
        queue.add(write(900));
        assertThat(queue.takeGroup(10_000)).hasSize(1);
    }

    @Test
    void aGroupEndsWhenItIsLargeEnough() throws InterruptedException {
        queue.add(write(100));
        queue.add(write(100));
        queue.add(write(100));
        assertThat(queue.takeGroup(150)).hasSize(2);
        assertThat(queue.takeGroup(150)).hasSize(1);
    }

    @Test
    void aRewritingWriteStaysAlone() throws InterruptedException {
        queue.add(write(1));
        queue.add(Write.rewriting("rewrite", 1, unit -> () -> 1));
        queue.add(write(1));
        assertThat(queue.takeGroup(150)).noneMatch(Write::isRewriting).hasSize(1);
        assertThat(queue.takeGroup(150)).allMatch(Write::isRewriting).hasSize(1);
        assertThat(queue.takeGroup(150)).hasSize(1);
    }

    @Test
    void aClosedQueueGivesWhatItHoldsAndThenNothing() throws InterruptedException {
        queue.add(write(1));
        queue.close();
        assertThatThrownBy(() -> queue.add(write(1))).isInstanceOf(IllegalStateException.class);
        assertThat(queue.takeGroup(150)).hasSize(1);
        assertThat(queue.takeGroup(150)).isEmpty();
    }

    private static Write<Integer> write(long bytes) {
        return Write.adding("write", bytes, unit -> () -> 1);
    }
}
