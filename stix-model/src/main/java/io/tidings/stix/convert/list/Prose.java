package io.tidings.stix.convert.list;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.Conversion;
import io.tidings.stix.convert.ConversionReport;
import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds indicators in prose, such as a report or an e-mail, in UTF-8. Who writes of an indicator makes it harmless; so
 * what is defanged counts, and digests. Addresses and names that are not defanged are the author's own links more often
 * than not: they are in the report, and left out.
 */
public final class Prose implements Conversion {
    private static final int LONGEST_WORD = 4_096;
    private static final String IN_FRONT = "\"'`<([{*_";
    private static final String BEHIND = "\"'`>)]}*_,.;:!?";
    private static final Pattern BETWEEN = Pattern.compile("[,;|]");

    private final ListOptions options;

    public Prose(ListOptions options) {
        this.options = options;
    }

    /** @throws MalformedContentException if the text is in UTF-16 */
    @Override
    public ConversionReport convert(InputStream in, ObjectSink sink) throws IOException, MalformedContentException {
        TextBytes bytes = new TextBytes(in);
        Recorder recorder = new Recorder(sink);
        IndicatorMaker indicators = new IndicatorMaker(options, recorder);
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        while (bytes.peek() != TextBytes.END) {
            long line = bytes.line();
            int c = bytes.next();
            while (isOfWord(c) && word.size() < LONGEST_WORD) {
                word.write(c);
                c = bytes.next();
            }
            boolean whole = !isOfWord(c);
            while (isOfWord(c)) {
                c = bytes.next();
            }
            Optional<String> text = whole ? TextBytes.text(word) : Optional.empty();
            word.reset();
            if (text.isPresent()) {
                words(line, text.get(), indicators, recorder);
            }
        }
        return recorder.report();
    }

    /** Chinese has no spaces: what is beyond ASCII ends a word, as white space does. */
    private static boolean isOfWord(int c) {
        return c > ' ' && c < 0x7f;
    }

    private static void words(long line, String text, IndicatorMaker indicators, Recorder recorder) throws IOException {
        if (Recognizer.recognize(bare(text)).found().isPresent()) {
            word(line, text, indicators, recorder);
        } else {
            for (String word : BETWEEN.split(text)) {
                word(line, word, indicators, recorder);
            }
        }
    }

    private static void word(long line, String text, IndicatorMaker indicators, Recorder recorder) throws IOException {
        String word = bare(text);
        Optional<Recognition.Value> value = Recognizer.recognize(word).found();
        if (value.isEmpty()) {
            return;
        }
        recorder.read();
        boolean meant = value.get().kind().algorithm().isPresent()
                || !Refanging.refang(word).equals(word);
        if (meant) {
            indicators.make(new Row(line, Map.of(Field.VALUE, word)));
        } else {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    "line " + line,
                    word,
                    "is not defanged; if it is an indicator, put it into a list");
        }
    }

    /** Without the punctuation around it, but with brackets that make it harmless. */
    private static String bare(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && IN_FRONT.indexOf(text.charAt(start)) >= 0 && !opensInside(text, start, end)) {
            start++;
        }
        while (end > start && BEHIND.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether the bracket at {@code start} is part of the word: an IPv6 address in a URL, or {@code [.]}. */
    private static boolean opensInside(String text, int start, int end) {
        return text.charAt(start) == '[' && start + 2 < end && text.charAt(start + 2) == ']';
    }
}
