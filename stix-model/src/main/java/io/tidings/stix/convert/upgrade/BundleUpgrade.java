package io.tidings.stix.convert.upgrade;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.Conversion;
import io.tidings.stix.convert.ConversionReport;
import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Upgrades the objects of a bundle or envelope; those that are of 2.1 already pass with their bytes as they are. */
public final class BundleUpgrade implements Conversion {
    private final ContentBounds bounds;

    public BundleUpgrade(ContentBounds bounds) {
        this.bounds = bounds;
    }

    /** @throws MalformedContentException if the text is no bundle or envelope */
    @Override
    public ConversionReport convert(InputStream in, ObjectSink sink) throws IOException, MalformedContentException {
        Recorder recorder = new Recorder(sink);
        ObjectUpgrade upgrade = new ObjectUpgrade(recorder);
        ContentReader reader = ContentReader.over(in, bounds); // not closed: the stream is the caller's
        Optional<Element> element = reader.next();
        for (long index = 0; element.isPresent(); index++) {
            recorder.read();
            String place = "/objects/" + index;
            if (element.get() instanceof Element.Sound sound) {
                upgrade.upgrade(sound.object(), place);
            } else if (element.get() instanceof Element.Faulty faulty) {
                recorder.remark(Kind.NOT_CARRIED, place, faulty.id().orElse("object"), faulty.reason());
            }
            element = reader.next();
        }
        if (!reader.wrapper().hasObjects()) {
            throw new MalformedContentException("there is no list \"objects\": this is no bundle (STIX 2.0 §5)", 0);
        }
        return recorder.report();
    }
}
