package io.tidings.node.check;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.ContentReader;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.content.Wrapper;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.pattern.PatternRules;
import io.tidings.stix.validate.BundleCheck;
import io.tidings.stix.validate.Finding;
import io.tidings.stix.validate.Findings;
import io.tidings.stix.validate.Harm;
import io.tidings.stix.validate.Profile;
import io.tidings.stix.validate.Rule;
import io.tidings.stix.validate.Severity;
import io.tidings.stix.validate.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Checks one bundle, envelope or object. Holds one object at a time, and of all that passed what {@link BundleCheck} needs
 * to compare them with each other, within three fifths of the heap: a million objects with {@code -Xmx256m}. Used
 * once, from one thread.
 */
public final class ContentCheck {
    private static final int BUFFER = 1 << 16;

    private final String file;
    private final Profile profile;
    private final FindingWriter writer;
    private final Validator validator;
    private final ContentBounds bounds = ContentBounds.standard();
    private final BundleCheck together = BundleCheck.within(Runtime.getRuntime().maxMemory() / 5 * 3);
    private final Columns columns = new Columns();
    private Summary summary;

    /** @param file how to name what is read */
    public ContentCheck(String file, Profile profile, FindingWriter writer) {
        this.file = file;
        this.profile = profile;
        this.writer = writer;
        this.validator = Validator.with(new PatternRules());
        this.summary = Summary.empty(file);
    }

    /**
     * Reads {@code content}, plain or gzip, to its end or to where it cannot be read, which is a finding too.
     *
     * @throws IOException if the stream or the writer fails
     */
    public Summary run(InputStream content) throws IOException {
        LineIndex lines = new LineIndex(plain(content));
        Beginning beginning = new Beginning(lines, bounds.maxObjectBytes());
        try (ContentReader reader = ContentReader.over(beginning, bounds)) {
            try {
                for (Optional<Element> e = reader.next(); e.isPresent(); e = reader.next()) {
                    beginning.forget();
                    summary = summary.plusObjects(1);
                    element(e.get(), start(e.get(), reader.position(), lines));
                }
                if (!reader.wrapper().hasObjects() && !reader.wrapper().isBundle()) {
                    single(beginning, reader.wrapper());
                } else {
                    write(together.finish(reader.wrapper()), ByteSlice.empty(), Start.UNKNOWN);
                }
            } catch (MalformedContentException malformed) {
                Optional<String> type = reader.wrapper().type();
                if (summary.objects() == 0
                        && type.filter(it -> !it.equals("bundle")).isPresent()) {
                    single(beginning, reader.wrapper());
                } else {
                    malformed(malformed, lines);
                }
            }
        }
        return summary;
    }

    private Start start(Element element, long at, LineIndex lines) {
        OptionalLong line = lines.lineOf(at);
        OptionalLong column = columns.next(at, bytes(element), lines);
        return new Start(OptionalLong.of(at), line, line.isPresent() ? column : OptionalLong.empty());
    }

    private static ByteSlice bytes(Element element) {
        return element instanceof Element.Sound sound ? sound.object().bytes() : ((Element.Faulty) element).bytes();
    }

    private void element(Element element, Start start) throws IOException {
        if (element instanceof Element.Sound sound) {
            StixObject object = sound.object();
            write(validator.validate(object), object.bytes(), start);
            write(together.accept(object), object.bytes(), start);
            return;
        }
        Element.Faulty faulty = (Element.Faulty) element;
        Findings own = faulty.bytes().length() == 0 ? Findings.none() : validator.validate(faulty.bytes());
        write(own.refusal(Profile.STRICT).isPresent() ? own : unreadable(faulty), faulty.bytes(), start);
    }

    private static Findings unreadable(Element.Faulty faulty) {
        return one(faulty.id().orElse(""), faulty.reason());
    }

    private static Findings one(String id, String problem) {
        Finding finding = new Finding(
                id,
                "",
                Rule.S_001,
                Rule.S_001.section(),
                Severity.ERROR,
                Harm.IDENTITY,
                problem,
                "write a STIX object or bundle in I-JSON");
        return new Findings(List.of(finding), 0);
    }

    /** What is neither bundle nor envelope may be an object. */
    private void single(Beginning beginning, Wrapper wrapper) throws IOException {
        Optional<byte[]> whole = beginning.whole();
        summary = summary.plusObjects(1);
        Findings findings = whole.isPresent() && wrapper.type().isPresent()
                ? validator.validate(ByteSlice.of(whole.get()))
                : one("", "is no bundle, no envelope and no object of up to " + bounds.maxObjectBytes() + " bytes");
        write(
                findings,
                ByteSlice.of(whole.orElse(new byte[0])),
                new Start(OptionalLong.of(0), OptionalLong.of(1), OptionalLong.of(1)));
    }

    private void malformed(MalformedContentException malformed, LineIndex lines) throws IOException {
        long at = malformed.position();
        write(
                one("", "cannot be read to its end: " + malformed.getMessage()),
                ByteSlice.empty(),
                at < 0 ? Start.UNKNOWN : new Start(OptionalLong.of(at), lines.lineOf(at), OptionalLong.empty()));
    }

    /** @param object the bytes that the findings are about; empty if there are none */
    private void write(Findings findings, ByteSlice object, Start start) throws IOException {
        if (findings.all().isEmpty() && findings.unlisted() == 0) {
            return;
        }
        Places places =
                Places.of(object, findings.all().stream().map(Finding::pointer).collect(Collectors.toSet()));
        boolean refused = false;
        for (Finding finding : findings.all()) {
            boolean refuses = profile.refuses(finding);
            refused |= refuses;
            summary = summary.plus(finding.severity());
            writer.write(located(finding, places.of(finding.pointer()), start, refuses));
        }
        summary = summary.plusRefused(refused ? 1 : 0).plusUnlisted(findings.unlisted());
    }

    private Located located(Finding finding, Places.Place place, Start start, boolean refuses) {
        return new Located(
                file,
                plus(start.offset(), place.offset()),
                plus(start.line(), place.lines()),
                place.lines() > 0 && start.line().isPresent()
                        ? OptionalLong.of(place.column())
                        : plus(start.column(), place.column() - 1),
                finding,
                refuses);
    }

    private static OptionalLong plus(OptionalLong from, long more) {
        return from.isPresent() ? OptionalLong.of(from.getAsLong() + more) : from;
    }

    /** Where an element begins, as far as that is known; the rest as in {@link Located}. */
    private record Start(OptionalLong offset, OptionalLong line, OptionalLong column) {
        static final Start UNKNOWN = new Start(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    // RFC 1952 §2.3.1
    private static InputStream plain(InputStream content) throws IOException {
        PushbackInputStream ahead = new PushbackInputStream(content, 2);
        byte[] first = ahead.readNBytes(2);
        ahead.unread(first);
        boolean gzip = first.length == 2 && first[0] == 0x1f && first[1] == (byte) 0x8b;
        return gzip ? new GZIPInputStream(ahead, BUFFER) : ahead;
    }
}
