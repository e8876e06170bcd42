package io.tidings.taxii.client.objects;

import io.tidings.stix.content.Element;
import java.io.IOException;

/** Takes the elements of one page in order. */
public interface ElementSink {
    /** The page begins; it does so again, from its first element, where an attempt broke off and is repeated. */
    void begin();

    void accept(Element element) throws IOException;
}
