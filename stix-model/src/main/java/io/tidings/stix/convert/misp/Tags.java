package io.tidings.stix.convert.misp;

import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What tags say: the strictest level of TLP, and all others as labels.
 *
 * @param labels in the tags' order, each once
 */
record Tags(Optional<Tlp> tlp, List<String> labels) {
    Tags {
        labels = List.copyOf(labels);
    }

    static Tags of(JsonObject json, JsonPointer at, Recorder recorder) {
        Optional<Tlp> strictest = Optional.empty();
        List<String> labels = new ArrayList<>();
        for (Members.Located tag : Members.objects(json, "Tag", at, recorder)) {
            String name = Members.text(tag.json(), "name").strip();
            if (name.toLowerCase(Locale.ROOT).startsWith("tlp:")) {
                Optional<Tlp> level = Tlp.parse(name.substring("tlp:".length()));
                if (level.isEmpty()) {
                    recorder.remark(
                            Kind.ASSUMED, tag.at().text(), name, "is no level of TLP known here, so it counts as red");
                }
                strictest = stricter(strictest, level.or(() -> Optional.of(Tlp.RED)));
            } else if (!name.isEmpty() && !labels.contains(name)) {
                labels.add(name);
            }
        }
        return new Tags(strictest, labels);
    }

    /** With the stricter level; the labels are these. */
    Tags within(Tags event) {
        return new Tags(stricter(tlp, event.tlp), labels);
    }

    /** With {@code labels} in front. */
    Tags and(List<String> others) {
        List<String> all = new ArrayList<>(others);
        labels.stream().filter(label -> !all.contains(label)).forEach(all::add);
        return new Tags(tlp, all);
    }

    private static Optional<Tlp> stricter(Optional<Tlp> one, Optional<Tlp> other) {
        return one.map(level -> level.stricter(other.orElse(level))).or(() -> other);
    }
}
