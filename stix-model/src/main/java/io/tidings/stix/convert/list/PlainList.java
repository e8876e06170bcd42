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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts lists of one indicator a line, in UTF-8. Blank lines and comments ({@code #}, {@code ;}, {@code //}) are
 * passed over; quotation marks around a value and a comma behind it are taken off; of a hosts file the name counts.
 */
public final class PlainList implements Conversion {
    private static final int LONGEST_LINE = 1 << 13;
    private static final Pattern COMMENT_BEHIND = Pattern.compile("\\s[#;].*$");
    private static final Pattern HOSTS = Pattern.compile("(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1|::1?)\\s+(\\S+)");

    private final ListOptions options;

    public PlainList(ListOptions options) {
        this.options = options;
    }

    /** @throws MalformedContentException if the list is in UTF-16 */
    @Override
    public ConversionReport convert(InputStream in, ObjectSink sink) throws IOException, MalformedContentException {
        TextBytes bytes = new TextBytes(in);
        Recorder recorder = new Recorder(sink);
        IndicatorMaker indicators = new IndicatorMaker(options, recorder);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (bytes.peek() != TextBytes.END) {
            long number = bytes.line();
            int c = bytes.next();
            while (c != '\n' && c != TextBytes.END && line.size() < LONGEST_LINE) {
                line.write(c);
                c = bytes.next();
            }
            boolean whole = c == '\n' || c == TextBytes.END;
            if (!whole) {
                bytes.skipLine();
            }
            Optional<String> text = TextBytes.text(line);
            line.reset();
            if (!whole || text.isEmpty()) {
                recorder.read();
                String fault = whole ? "is not in UTF-8" : "is longer than 8,192 bytes";
                recorder.remark(Kind.NOT_CARRIED, "line " + number, "line", fault);
            } else {
                convert(number, bare(text.get()), indicators, recorder);
            }
        }
        return recorder.report();
    }

    private static void convert(long line, String value, IndicatorMaker indicators, Recorder recorder)
            throws IOException {
        if (!value.isEmpty()) {
            recorder.read();
            indicators.make(new Row(line, Map.of(Field.VALUE, value)));
        }
    }

    /** The value of a line; empty if there is none. */
    private static String bare(String line) {
        String text = line.strip();
        if (text.startsWith("#") || text.startsWith(";") || text.startsWith("//")) {
            return "";
        }
        text = COMMENT_BEHIND.matcher(text).replaceFirst("").strip();
        while (text.endsWith(",") || text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        if (text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0)) {
            text = text.substring(1, text.length() - 1).strip();
        }
        Matcher hosts = HOSTS.matcher(text);
        return hosts.matches() ? hosts.group(1) : text;
    }
}
