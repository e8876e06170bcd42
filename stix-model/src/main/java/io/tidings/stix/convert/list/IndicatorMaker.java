package io.tidings.stix.convert.list;

import io.tidings.stix.build.ObjectBuilder;
import io.tidings.stix.convert.ConvertedIdentifiers;
import io.tidings.stix.convert.Maker;
import io.tidings.stix.convert.Recorder;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the indicator of a row, and what goes with it. The indicator's identifier follows from creator, pattern and
 * {@code created}, so that its versions share what versions must share (S-034).
 */
final class IndicatorMaker {
    private static final Pattern BETWEEN_LABELS = Pattern.compile("\\s*[,;|]\\s*");
    private static final Pattern CONFIDENCE = Pattern.compile("(\\d{1,3})(?:\\.0+)?%?");

    private final ListOptions options;
    private final Recorder recorder;
    private final Maker maker;

    IndicatorMaker(ListOptions options, Recorder recorder) {
        this.options = options;
        this.recorder = recorder;
        this.maker = new Maker(recorder);
    }

    void make(Row row) throws IOException {
        String raw = row.text(Field.VALUE);
        Recognition recognition = Recognizer.recognize(raw);
        if (recognition.found().isEmpty()) {
            recorder.remark(Kind.NOT_CARRIED, row.place(), raw, recognition.fault());
            return;
        }
        Recognition.Value value = recognition.found().get();
        if (!fitsType(row.text(Field.TYPE), value.kind())) {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    row.place(),
                    raw,
                    "its type is said to be \"" + row.text(Field.TYPE) + "\", but it has the form of a "
                            + value.kind().text());
            return;
        }
        String level =
                row.text(Field.TLP).toLowerCase(Locale.ROOT).replace("tlp:", "").strip();
        Optional<Tlp> tlp = level.isEmpty() ? Optional.empty() : Tlp.parse(level);
        if (!level.isEmpty() && tlp.isEmpty()) {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    row.place(),
                    raw,
                    "its marking \"" + row.text(Field.TLP)
                            + "\" is no level of TLP, and without it, it might go where it must not");
            return;
        }
        List<StixId> markings = new ArrayList<>(options.markings());
        for (StixId marking : options.markings()) {
            maker.giveDefinition(marking, row.place());
        }
        if (tlp.isPresent()) {
            markings.add(maker.marking(tlp.get(), row.place()));
        }
        make(row, value, markings.stream().distinct().toList());
    }

    private void make(Row row, Recognition.Value value, List<StixId> markings) throws IOException {
        StixTimestamp created = time(row, Field.CREATED).orElse(StixTimestamp.of(options.created()));
        StixTimestamp stated = time(row, Field.MODIFIED).orElse(StixTimestamp.of(options.observed()));
        StixTimestamp modified = stated.compareTo(created) < 0 ? created : stated;
        String pattern = value.kind().pattern(value.text());
        String creator = options.creator().map(StixId::value).orElse("");
        StixId id = ConvertedIdentifiers.of("indicator", creator, pattern, created.sortKey());
        ObjectBuilder indicator = begin(id, created, modified, markings)
                .set("name", row.fields().getOrDefault(Field.NAME, value.text()))
                .setIfPresent("description", Optional.ofNullable(row.fields().get(Field.DESCRIPTION)))
                .set("pattern", pattern)
                .set("pattern_type", "stix")
                .set("labels", labels(row));
        validity(row, indicator);
        confidence(row).ifPresent(confidence -> indicator.set("confidence", confidence));
        Optional<StixId> made = maker.finish(indicator, row.place(), value.text());
        if (made.isPresent() && options.observables()) {
            observable(row, value, made.get(), markings, created);
        }
    }

    private void observable(
            Row row, Recognition.Value value, StixId indicator, List<StixId> markings, StixTimestamp created)
            throws IOException {
        JsonObject sco = value.kind().observable(value.text());
        StixId scoId = ConvertedIdentifiers.ofObservable(value.kind().observable(), sco, value.text());
        ObjectBuilder observable = maker.begin(scoId);
        sco.without("type").members().forEach(observable::set);
        markings.forEach(observable::markedWith);
        Optional<StixId> made = maker.finish(observable, row.place(), value.text());
        if (made.isPresent()) {
            StixId id = ConvertedIdentifiers.of("relationship", indicator.value(), "based-on", scoId.value());
            ObjectBuilder relationship = begin(id, created, created, markings)
                    .set("relationship_type", "based-on")
                    .set("source_ref", indicator)
                    .set("target_ref", scoId);
            maker.finish(relationship, row.place(), value.text());
        }
    }

    private ObjectBuilder begin(StixId id, StixTimestamp created, StixTimestamp modified, List<StixId> markings) {
        ObjectBuilder builder = maker.begin(id).set("created", created).set("modified", modified);
        options.creator().ifPresent(creator -> builder.set("created_by_ref", creator));
        markings.forEach(builder::markedWith);
        return builder;
    }

    private void validity(Row row, ObjectBuilder indicator) {
        StixTimestamp from = time(row, Field.VALID_FROM).orElse(StixTimestamp.of(options.observed()));
        indicator.set("valid_from", from);
        Optional<StixTimestamp> until = time(row, Field.VALID_UNTIL);
        if (until.isPresent() && until.get().compareTo(from) <= 0) {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    row.place(),
                    "valid_until " + until.get(),
                    "is not later than valid_from, " + from + " (STIX 2.1 §4.7)");
        } else {
            until.ifPresent(time -> indicator.set("valid_until", time));
        }
    }

    private Optional<StixTimestamp> time(Row row, Field field) {
        String text = row.text(field);
        Optional<StixTimestamp> time = ListTimes.parse(text);
        if (!text.isEmpty() && time.isEmpty()) {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    row.place(),
                    field.text() + " " + text,
                    "is no time; write 2026-01-31 or 2026-01-31T12:00:00Z");
        }
        return time;
    }

    private Optional<Integer> confidence(Row row) {
        String text = row.text(Field.CONFIDENCE);
        Matcher number = CONFIDENCE.matcher(text);
        Optional<Integer> confidence = number.matches()
                ? Optional.of(Integer.parseInt(number.group(1))).filter(it -> it <= 100)
                : Optional.empty();
        if (!text.isEmpty() && confidence.isEmpty()) {
            recorder.remark(
                    Kind.NOT_CARRIED,
                    row.place(),
                    "confidence " + text,
                    "is no whole number from 0 to 100 (STIX 2.1 §3.2)");
        }
        return confidence;
    }

    private static List<String> labels(Row row) {
        return Arrays.stream(BETWEEN_LABELS.split(row.text(Field.LABELS)))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
    }

    /** Whether a list's word for a type can mean the kind; words that are not known here do not count. */
    private static boolean fitsType(String type, ValueKind kind) {
        String word = type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        boolean hash = kind.algorithm().isPresent();
        return switch (word) {
            case "ip", "ipaddress", "ipsrc", "ipdst", "cidr", "ipnet", "network" ->
                kind.text().startsWith("ip");
            case "ipv4", "ipv4addr", "ipv4address", "ipv4cidr" -> kind.text().startsWith("ipv4");
            case "ipv6", "ipv6addr", "ipv6address", "ipv6cidr" -> kind.text().startsWith("ipv6");
            case "domain", "domainname", "hostname", "host", "fqdn" -> kind == ValueKind.DOMAIN_NAME;
            case "url", "uri" -> kind == ValueKind.URL;
            case "email", "emailaddr", "emailaddress", "emailsrc", "emaildst" -> kind == ValueKind.EMAIL_ADDRESS;
            case "hash", "file", "filehash" -> hash;
            case "md5", "filehashmd5", "md5hash" -> kind == ValueKind.MD5;
            case "sha1", "filehashsha1", "sha1hash" -> kind == ValueKind.SHA_1;
            case "sha256", "filehashsha256", "sha256hash" -> kind == ValueKind.SHA_256;
            case "sha512", "filehashsha512", "sha512hash" -> kind == ValueKind.SHA_512;
            default -> true;
        };
    }
}
