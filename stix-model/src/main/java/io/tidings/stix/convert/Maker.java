package io.tidings.stix.convert;

import io.tidings.stix.build.InvalidObjectException;
import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.build.ObjectFactory;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.marking.TlpDefinitions;
import io.tidings.stix.object.StixObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes the objects of one run, checked against STIX 2.1, and gives them to its recorder. */
public final class Maker {
    private static final Map<Tlp, StixId> TLP_2 = tlp2();

    private final Recorder recorder;
    // Neither is asked: conversions set all identifiers and times, which must repeat.
    private final ObjectFactory factory = new ObjectFactory(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> {
        throw new IllegalStateException("a converted object was built without its identifier");
    });

    public Maker(Recorder recorder) {
        this.recorder = recorder;
    }

    /** A builder of an object with that identifier. */
    public ObjectBuilder begin(StixId id) {
        return factory.create(id.type()).set("id", id);
    }

    /**
     * Gives the finished object; where it breaks rules of STIX 2.1, because the input does, remarks that instead.
     *
     * @return its identifier if it was given
     */
    public Optional<StixId> finish(ObjectBuilder builder, String place, String subject) throws IOException {
        StixObject object;
        try {
            object = builder.build();
        } catch (InvalidObjectException invalid) {
            recorder.remark(
                    Kind.NOT_CARRIED, place, subject, invalid.errors().get(0).toString());
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            recorder.remark(Kind.NOT_CARRIED, place, subject, String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
        recorder.give(object, place);
        return Optional.of(object.id());
    }

    /** The TLP 2 marking of that level; its definition is given, too, so that it travels with what it marks. */
    public StixId marking(Tlp level, String place) throws IOException {
        StixId id = Optional.ofNullable(TLP_2.get(level)).orElseThrow();
        giveDefinition(id, place);
        return id;
    }

    /** Gives the definition of a marking if it is one of TLP. */
    public void giveDefinition(StixId marking, String place) throws IOException {
        Optional<ByteSlice> definition = TlpDefinitions.definition(marking);
        if (definition.isPresent()) {
            recorder.give(read(definition.get()), place);
        }
    }

    /** The object in {@code bytes}, which are known to be sound. */
    private static StixObject read(ByteSlice bytes) {
        try {
            if (ObjectReader.read(bytes, ContentBounds.standard()) instanceof Element.Sound sound) {
                return sound.object();
            }
            throw new IllegalStateException("a built-in definition is no object");
        } catch (MalformedContentException malformed) {
            throw new IllegalStateException("a built-in definition is malformed", malformed);
        }
    }

    private static Map<Tlp, StixId> tlp2() {
        Map<Tlp, StixId> ids = new EnumMap<>(Tlp.class);
        // Those of TLP 2 come last.
        TlpDefinitions.all().keySet().forEach(id -> Tlp.of(id).ifPresent(level -> ids.put(level, id)));
        return ids;
    }
}
