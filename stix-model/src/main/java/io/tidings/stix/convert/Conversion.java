package io.tidings.stix.convert;

import io.tidings.stix.content.MalformedContentException;
import java.io.IOException;
import java.io.InputStream;

/** Turns foreign data into STIX 2.1 objects: read once, front to back, in bounded memory. */
@FunctionalInterface
public interface Conversion {
    /**
     * Gives the objects of {@code in} to {@code sink} as they are made, and reports on the whole at the end. What is
     * wrong with one part harms only that part and is in the report. Does not close the stream.
     *
     * @throws MalformedContentException if the whole cannot be read, such as JSON that breaks off; objects given so far
     *     are sound, and there is no report
     * @throws IOException if the stream or the sink fails
     */
    ConversionReport convert(InputStream in, ObjectSink sink) throws IOException, MalformedContentException;
}
