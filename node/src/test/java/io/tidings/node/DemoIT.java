package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cli.DemoOptions;
import io.tidings.node.cli.Stop;
import io.tidings.node.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a newcomer runs. */
class DemoIT {
    private static final String V1 = "2026-01-01T00:00:00.000Z";
    private static final String STATEMENT = "marking-definition--2b9d6c1e-6f0a-4f4e-9a5c-3d0f1c7e8a44";

    @Test
    void everyCheckHoldsForItsOwnFeedAndTheReadmeSaysWhatItPrints() throws Exception {
        String told = demo(List.of());
        assertThat(told).contains("All 4 checks held.").doesNotContain("WRONG");
        String readme = Files.readString(Path.of("../README.md"));
        told.lines()
                .filter(line -> line.endsWith(" given"))
                .forEach(line -> assertThat(readme).contains(line));
    }

    @Test
    void everyCheckHoldsForALongBundleUnderAStatementThatComesLast(@TempDir Path directory) throws Exception {
        Feed feed = new Feed(31);
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            objects.add(Feed.indicator(
                    feed.id(),
                    V1,
                    STATEMENT,
                    Feed.LIGHTHOUSE,
                    "\"description\": \"for example 10.0.0." + i % 256 + "\", "));
        }
        objects.add("{\"type\":\"marking-definition\",\"spec_version\":\"2.1\",\"id\":\"" + STATEMENT
                + "\",\"created\":\"2017-06-01T00:00:00.000Z\",\"definition_type\":\"statement\","
                + "\"definition\":{\"statement\":\"Copyright\"}}");
        Path bundle = directory.resolve("bundle.json");
        Files.writeString(
                bundle,
                "{\"type\":\"bundle\",\"id\":\"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d\",\"objects\":["
                        + String.join(",", objects) + "]}");
        assertThat(demo(List.of(bundle))).contains("All 4 checks held.").doesNotContain("WRONG");
    }

    private static String demo(List<Path> feeds) throws Exception {
        var out = new ByteArrayOutputStream();
        boolean held = Main.programs(Surroundings.ofThisProcess())
                .demo()
                .run(
                        new DemoOptions(true, feeds, false),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new NeverStopped());
        String told = out.toString(StandardCharsets.UTF_8);
        assertThat(held).as(told).isTrue();
        return told;
    }

    /** It ends by itself. */
    private static final class NeverStopped implements Stop {
        @Override
        public void request() {}

        @Override
        public void await() {
            throw new AssertionError("a demonstration that runs once waits for nobody");
        }

        @Override
        public void finished() {}
    }
}
