package io.tidings.node.taxii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.server.backend.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadsAtOnceTest {
    private static final long MIB = 1 << 20;

    private final UploadsAtOnce uploads = new UploadsAtOnce(512 * MIB, 16 * MIB);

    @Test
    void longBodiesHaveAThirdOfTheHeapAndShortOnesPassBeside() {
        List<UploadsAtOnce.Room> rooms = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rooms.add(uploads.take(100 * MIB));
        }
        assertThatThrownBy(() -> uploads.take(100 * MIB)).isInstanceOf(RefusedException.class);
        assertThat(uploads.take(MIB)).isNotNull();
        rooms.remove(0).close();
        rooms.add(uploads.take(100 * MIB));
        rooms.forEach(UploadsAtOnce.Room::close);
    }

    @Test
    void oneIsReadHoweverSmallTheHeap() {
        UploadsAtOnce small = new UploadsAtOnce(MIB, 16 * MIB);
        UploadsAtOnce.Room room = small.take(100 * MIB);
        room.close();
        assertThat(small.take(100 * MIB)).isNotNull();
    }
}
