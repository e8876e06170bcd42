package io.tidings.stix.convert.list;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.Conversion;
import io.tidings.stix.convert.ConversionReport;
import io.tidings.stix.convert.ObjectSink;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts CSV lists (RFC 4180, UTF-8), one indicator a record; columns without a field are named in the report. */
public final class CsvList implements Conversion {
    /** How much is looked at to tell the delimiter. */
    private static final int GLANCE = 1 << 13;

    private final CsvMapping mapping;
    private final ListOptions options;

    public CsvList(CsvMapping mapping, ListOptions options) {
        this.mapping = mapping;
        this.options = options;
    }

    /** @throws MalformedContentException if the list is in UTF-16, or has not the columns of the mapping */
    @Override
    public ConversionReport convert(InputStream in, ObjectSink sink) throws IOException, MalformedContentException {
        BufferedInputStream buffered = new BufferedInputStream(in, GLANCE);
        char delimiter = mapping.delimiter().isPresent() ? mapping.delimiter().get() : glance(buffered);
        CsvReader reader = new CsvReader(new TextBytes(buffered), delimiter);
        Recorder recorder = new Recorder(sink);
        IndicatorMaker indicators = new IndicatorMaker(options, recorder);
        Optional<CsvReader.CsvRecord> first = reader.next();
        if (first.isEmpty()) {
            return recorder.report();
        }
        Map<Field, Integer> places = places(first.get());
        if (mapping.header()) {
            remarkUnused(first.get(), places, recorder);
        }
        Optional<CsvReader.CsvRecord> record = mapping.header() ? reader.next() : first;
        while (record.isPresent()) {
            recorder.read();
            convert(record.get(), places, indicators, recorder);
            record = reader.next();
        }
        return recorder.report();
    }

    private Map<Field, Integer> places(CsvReader.CsvRecord first) throws MalformedContentException {
        if (mapping.header() && !first.fault().isEmpty()) {
            throw new MalformedContentException("the header in line " + first.line() + " " + first.fault(), -1);
        }
        try {
            return mapping.places(first.fields());
        } catch (IllegalArgumentException unfit) {
            MalformedContentException malformed = new MalformedContentException(String.valueOf(unfit.getMessage()), -1);
            malformed.initCause(unfit);
            throw malformed;
        }
    }

    private static void remarkUnused(CsvReader.CsvRecord header, Map<Field, Integer> places, Recorder recorder) {
        for (int i = 0; i < header.fields().size(); i++) {
            if (!places.containsValue(i)) {
                recorder.remark(
                        Kind.NOT_CARRIED,
                        "line " + header.line(),
                        "column " + (i + 1) + " " + header.fields().get(i),
                        "no field is mapped to it");
            }
        }
    }

    private static void convert(
            CsvReader.CsvRecord record, Map<Field, Integer> places, IndicatorMaker indicators, Recorder recorder)
            throws IOException {
        List<String> texts = record.fields();
        Map<Field, String> fields = new EnumMap<>(Field.class);
        places.forEach((field, place) -> {
            String text = place < texts.size() ? texts.get(place).strip() : "";
            if (!text.isEmpty()) {
                fields.put(field, text);
            }
        });
        String place = "line " + record.line();
        if (!record.fault().isEmpty()) {
            recorder.remark(Kind.NOT_CARRIED, place, "record", record.fault());
        } else if (!fields.containsKey(Field.VALUE)) {
            recorder.remark(Kind.NOT_CARRIED, place, "record", "its column of the value is empty or missing");
        } else {
            indicators.make(new Row(record.line(), fields));
        }
    }

    /** The most frequent of the usual delimiters in the first line that is no comment, outside quotation marks. */
    private static char glance(BufferedInputStream in) throws IOException {
        in.mark(GLANCE);
        byte[] head = in.readNBytes(GLANCE);
        in.reset();
        int[] counts = new int[4];
        boolean quoted = false;
        boolean comment = head.length > 0 && head[0] == '#';
        boolean text = false;
        for (int i = 0; i < head.length; i++) {
            byte c = head[i];
            quoted ^= c == '"' && !comment;
            if ((c == '\n' || c == '\r') && !quoted) {
                if (text) {
                    break;
                }
                comment = i + 1 < head.length && head[i + 1] == '#';
            } else if (!comment) {
                text = true;
                int usual = quoted ? -1 : ",;\t|".indexOf(c);
                if (usual >= 0) {
                    counts[usual]++;
                }
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return ",;\t|".charAt(best);
    }
}
