package io.tidings.stix.validate;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.testing.Shared;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Kinds of findings in published feeds with their counts and an example each; run by hand when rules change. */
final class FeedSurvey {
    private FeedSurvey() {}

    private record Kind(int count, Finding example) {}

    public static void main(String[] args) throws Exception {
        for (String folder : args.length > 0 ? args : new String[] {"data/attack", "data/oasis"}) {
            Map<String, Kind> kinds = new TreeMap<>();
            int objects = 0;
            for (Path file : Shared.jsonFiles(folder)) {
                try (ContentReader reader = ContentReader.over(Shared.read(file), ContentBounds.standard())) {
                    for (Optional<Element> next = reader.next(); next.isPresent(); next = reader.next()) {
                        if (next.get() instanceof Element.Sound sound) {
                            objects++;
                            for (Finding finding : Validator.standard()
                                    .validate(sound.object())
                                    .all()) {
                                String kind = finding.severity() + " " + finding.harm() + " "
                                        + finding.rule().id()
                                        + " " + sound.object().type() + " "
                                        + finding.pointer().replaceAll("/[0-9]+", "/N");
                                kinds.merge(
                                        kind,
                                        new Kind(1, finding),
                                        (one, other) -> new Kind(one.count() + 1, one.example()));
                            }
                        } else {
                            System.out.println(file + ": " + next.get());
                        }
                    }
                }
            }
            System.out.println(folder + ": " + objects + " objects");
            kinds.forEach((kind, found) ->
                    System.out.println("  " + found.count() + " x " + kind + "\n      " + found.example()));
        }
    }
}
