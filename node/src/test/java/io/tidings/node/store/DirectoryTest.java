package io.tidings.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.store.DirectoryReader.Located;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.GranularMarking;
import io.tidings.stix.object.Head;
import io.tidings.stix.object.SpecVersion;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectoryTest {

    static Stream<Long> seeds() {
        return new Random(1).longs(200).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void headsAndPlacesComeBackAsTheyWere(long seed) {
        var random = new Random(seed);
        List<NewEntry> entries = new ArrayList<>();
        long added = 1_700_000_000_000_000L;
        for (int i = 0; i <= random.nextInt(20); i++) {
            added += 1 + (random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0);
            var object = new StixObject(ByteSlice.of(new byte[1 + random.nextInt(1_000)]), head(random));
            entries.add(new NewEntry(Offer.of(object, new Fingerprints()).at(1, added, 1), object));
        }
        byte[] directory = DirectoryWriter.write(entries);
        var reader = new DirectoryReader(directory, entries.get(0).version().added());
        long offset = 0;
        for (NewEntry entry : entries) {
            int length = entry.object().bytes().length();
            Located read = reader.next();
            assertThat(read)
                    .as("seed %d", seed)
                    .isEqualTo(new Located(
                            entry.version().added(),
                            offset,
                            length,
                            entry.object().head()));
            assertThat(read.head().modified().map(StixTimestamp::text))
                    .isEqualTo(entry.object().head().modified().map(StixTimestamp::text));
            offset += length + 1;
        }
        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void aFormatOfTheFutureIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new DirectoryReader(new byte[] {2, 0}, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("use the program that wrote it");
    }

    private static Head head(Random random) {
        return new Head(
                Objects.id(random.nextBoolean() ? "indicator" : "x-own-type", random),
                random.nextInt(3) == 0 ? new SpecVersion(random.nextInt(9999), random.nextInt(9999)) : SpecVersion.V2_1,
                time(random),
                time(random),
                random.nextBoolean() ? Optional.of(Objects.CREATOR) : Optional.empty(),
                random.nextBoolean(),
                some(random, DirectoryTest::marking),
                some(random, DirectoryTest::granular),
                some(random, dice -> "label " + dice.nextInt(3)));
    }

    private static Optional<StixTimestamp> time(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(StixTimestamp.of("2024-01-01T00:00:00.000Z"));
            default -> Optional.of(StixTimestamp.of("2024-01-01T00:00:00." + random.nextInt(1000) + "0Z"));
        };
    }

    private static StixId marking(Random random) {
        return random.nextBoolean() ? Objects.GREEN : Objects.id("marking-definition", random);
    }

    private static GranularMarking granular(Random random) {
        return random.nextBoolean()
                ? new GranularMarking(Optional.of(marking(random)), Optional.empty(), List.of("name", "labels.[0]"))
                : new GranularMarking(Optional.empty(), Optional.of("zh"), List.of("name"));
    }

    private static <T> List<T> some(Random random, java.util.function.Function<Random, T> maker) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> maker.apply(random))
                .toList();
    }
}
