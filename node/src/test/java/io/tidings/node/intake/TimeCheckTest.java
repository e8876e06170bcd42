package io.tidings.node.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.store.Receipt;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeCheckTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final Delivery delivery = new Delivery(
            new UUID(1, 2),
            new Receipt("peer:a", "follow", NOW, Optional.empty(), Optional.empty(), "run"),
            Tlp.RED,
            Optional.empty(),
            Optional.empty(),
            (offered, held) -> true);

    private Optional<String> fault(Optional<String> modified) {
        Optional<StixTimestamp> time = modified.map(StixTimestamp::known);
        Head head = new Head(
                new StixId("note--00000000-0000-4000-8000-000000000001"),
                SpecVersion.V2_1,
                time,
                time,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of());
        return new TimeCheck().fault(new StixObject(ByteSlice.empty(), head), delivery);
    }

    @Test
    void aVersionOfMoreThanADayAheadIsNotTaken() {
        assertThat(fault(Optional.of("2026-05-02T12:00:00.001Z"))).isPresent();
        assertThat(fault(Optional.of("9999-12-31T23:59:59Z"))).isPresent();
    }

    @Test
    void aVersionWithinADayOrWithoutTimeIsTaken() {
        assertThat(fault(Optional.of("2026-05-02T12:00:00.000Z"))).isEmpty();
        assertThat(fault(Optional.of("1970-01-01T00:00:00Z"))).isEmpty();
        assertThat(fault(Optional.empty())).isEmpty();
    }
}
