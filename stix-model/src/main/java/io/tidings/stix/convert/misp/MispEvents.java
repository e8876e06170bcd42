package io.tidings.stix.convert.misp;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.Conversion;
import io.tidings.stix.convert.ConversionReport;
import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Converts MISP events: one, a list, or the answer of MISP's search, one event in memory at a time.
 *
 * <p>Identifiers follow from MISP's UUIDs. All objects of an event have its {@code date} for {@code created} and the time
 * of its last change for {@code modified}, so that a later version of the event gives later versions of its objects.
 */
public final class MispEvents implements Conversion {
    private final MispOptions options;

    public MispEvents(MispOptions options) {
        this.options = options;
    }

    /** @throws MalformedContentException if the text is no JSON in UTF-8, or neither object nor list */
    @Override
    public ConversionReport convert(InputStream in, ObjectSink sink) throws IOException, MalformedContentException {
        Recorder recorder = new Recorder(sink);
        EventReader reader = new EventReader(in, options.maxEventBytes());
        Optional<EventReader.Item> item = reader.next();
        while (item.isPresent()) {
            recorder.read();
            if (item.get().event().isPresent()) {
                new EventConversion(item.get().event().get(), item.get().at(), options, recorder).convert();
            } else {
                recorder.remark(
                        Kind.NOT_CARRIED,
                        item.get().at().text(),
                        "event",
                        item.get().fault());
            }
            item = reader.next();
        }
        return recorder.report();
    }
}
