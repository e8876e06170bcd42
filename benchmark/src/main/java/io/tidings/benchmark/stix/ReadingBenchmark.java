package io.tidings.benchmark.stix;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Cutting objects out of what stands around them, with their heads; an operation is the whole content. */
@State(Scope.Benchmark)
public class ReadingBenchmark {
    @Param({"600", "1500"})
    public String feed = "";

    private byte[] content = new byte[0];

    @Setup
    public void prepare() {
        content = Feed.named(feed);
    }

    @Benchmark
    public void array(Blackhole hole) throws IOException, MalformedContentException {
        drain(ContentReader.over(content, ContentBounds.standard()), hole);
    }

    @Benchmark
    public void stream(Blackhole hole) throws IOException, MalformedContentException {
        drain(ContentReader.over(new ByteArrayInputStream(content), ContentBounds.standard()), hole);
    }

    @Benchmark
    public ByteSlice canonical() {
        return CanonicalForm.of(ByteSlice.of(content));
    }

    private static void drain(ContentReader reader, Blackhole hole) throws IOException, MalformedContentException {
        try (reader) {
            for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                hole.consume(next.get());
            }
        }
    }
}
