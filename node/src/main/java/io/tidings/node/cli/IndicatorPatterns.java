package io.tidings.node.cli;

import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The patterns of the indicators in a bundle or envelope. */
final class IndicatorPatterns {
    private static final int MOST = 1_000_000;

    private IndicatorPatterns() {}

    /** In their order, each once; revoked indicators do not count, and what is no pattern is told and left out. */
    static Set<String> of(Path bundle, ContentBounds bounds, Terminal terminal)
            throws IOException, MalformedContentException {
        if (!Files.isRegularFile(bundle)) {
            throw new NoSuchFileException(bundle.toString());
        }
        Set<String> patterns = new LinkedHashSet<>();
        try (ContentReader reader = ContentReader.over(new FileContent(bundle).open(), bounds)) {
            for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                if (e.get() instanceof Element.Sound sound
                        && sound.object().type().equals("indicator")
                        && !sound.object().head().revoked()) {
                    add(sound.object(), bounds, patterns, terminal);
                }
                if (patterns.size() > MOST) {
                    throw new CommandFailure(
                            ExitCode.REFUSED, bundle + ": more than " + MOST + " patterns; use several files");
                }
            }
        }
        return patterns;
    }

    private static void add(StixObject indicator, ContentBounds bounds, Set<String> patterns, Terminal terminal)
            throws MalformedContentException {
        Optional<JsonObject> json = JsonValue.read(indicator.bytes(), bounds).asObject();
        // STIX 2.0 has no other language.
        boolean stix =
                json.flatMap(it -> it.text("pattern_type")).orElse("stix").equals("stix");
        Optional<String> pattern = json.flatMap(it -> it.text("pattern")).filter(text -> stix);
        if (pattern.isEmpty()) {
            return;
        }
        try {
            Pattern.parse(pattern.get());
            patterns.add(pattern.get());
        } catch (MalformedPatternException none) {
            terminal.note(Table.shown(indicator.id() + ": " + none.getMessage()));
        }
    }
}
