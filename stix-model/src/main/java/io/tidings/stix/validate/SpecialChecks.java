package io.tidings.stix.validate;

import io.tidings.stix.table.ObjectTable;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.table.PropertyTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules about single types that no table can state, by the type's name. */
final class SpecialChecks {
    private static final Map<String, String> HIVES = Map.of(
            "HKLM", "HKEY_LOCAL_MACHINE",
            "HKCU", "HKEY_CURRENT_USER",
            "HKCR", "HKEY_CLASSES_ROOT",
            "HKU", "HKEY_USERS",
            "HKCC", "HKEY_CURRENT_CONFIG");

    /** What traffic with a predefined extension speaks; {@code https} and {@code icmp6} begin alike. */
    private static final Map<String, String> PROTOCOLS =
            Map.of("http-request-ext", "http", "icmp-ext", "icmp", "tcp-ext", "tcp");

    private SpecialChecks() {}

    /** The checks of a table, and what they need to be kept. */
    record Special(List<ClosingCheck> checks, Set<String> kept) {
        static final Special NONE = new Special(List.of(), Set.of());

        static Special of(ClosingCheck check, String... kept) {
            return new Special(List.of(check), Set.of(kept));
        }
    }

    static Special of(PropertyTable table, ObjectTables tables) {
        return switch (table.name()) {
            case "indicator" -> Special.of(SpecialChecks::indicator, "pattern", "pattern_type", "pattern_version");
            case "relationship" ->
                Special.of(
                        (pass, frame) -> relationship(pass, frame, tables),
                        "relationship_type",
                        "source_ref",
                        "target_ref");
            case "malware-analysis" -> Special.of(SpecialChecks::malwareAnalysis, "product");
            case "network-traffic" ->
                Special.of(
                        SpecialChecks::networkTraffic,
                        "protocols",
                        "src_byte_count",
                        "dst_byte_count",
                        "src_packets",
                        "dst_packets");
            case "windows-registry-key" -> Special.of(SpecialChecks::registryKey, "key");
            case "http-request-ext" -> Special.of(SpecialChecks::httpRequest, "request_method", "request_version");
            case "windows-process-ext" -> Special.of(SpecialChecks::windowsProcess, "priority");
            case "email-mime-part-type" -> Special.of(SpecialChecks::mimePart, "content_type");
            case "external-reference" -> Special.of(SpecialChecks::externalReference, "source_name", "external_id");
            case "kill-chain-phase" -> Special.of(SpecialChecks::killChainPhase, "kill_chain_name", "phase_name");
            case "extension-definition" -> Special.of(SpecialChecks::extensionDefinition, "extension_properties");
            case "language-content" -> Special.of(SpecialChecks::languageContent, "object_ref", "object_modified");
            case "marking-definition" ->
                new Special(
                        List.of(MarkingChecks::definition),
                        Set.of("definition_type", "created", "name", "object_marking_refs"));
            default -> Special.NONE;
        };
    }

    private static void indicator(Pass pass, Frame frame) {
        Optional<String> pattern = frame.text("pattern");
        if (pattern.isEmpty() || !frame.is("pattern_type", "stix")) {
            return;
        }
        pass.path.enter("pattern");
        for (PatternCheck.Fault fault : pass.patterns.check(pattern.get())) {
            String problem = "at character " + (fault.position() + 1) + ": " + fault.problem();
            if (fault.unparsable()) {
                pass.error(Rule.S_257, problem, fault.remedy());
            } else {
                pass.form(Rule.S_257, problem, fault.remedy());
            }
        }
        pass.path.leave();
        if (frame.is("pattern_version", "2.0") && frame.is("spec_version", "2.1")) {
            pass.path.enter("pattern_version");
            pass.note(
                    Rule.S_257,
                    "is that of STIX 2.0, on an object of 2.1",
                    "leave it out where the pattern is valid by 2.1, which it is then read by");
            pass.path.leave();
        }
    }

    private static void relationship(Pass pass, Frame frame, ObjectTables tables) {
        Optional<String> source = frame.text("source_ref").flatMap(SpecialChecks::typeOf);
        Optional<String> target = frame.text("target_ref").flatMap(SpecialChecks::typeOf);
        Optional<String> type = frame.text("relationship_type");
        if (source.isEmpty() || target.isEmpty() || type.isEmpty()) {
            return;
        }
        boolean known = tables.type(source.get()).isPresent()
                && tables.type(target.get()).isPresent();
        if (tables.relationships().suggests(source.get(), type.get(), target.get())) {
            return;
        }
        pass.path.enter("relationship_type");
        String pair = "from " + source.get() + " to " + target.get();
        if (tables.relationships().needsSameType(type.get())) {
            pass.warn(Rule.S_114, type.get() + " leads " + pair, "use it between objects of the same type");
        } else if (known && type.get().equals("analysis-of")) {
            pass.note(
                    Rule.S_113,
                    "analysis-of is an older name",
                    "use av-analysis-of, static-analysis-of or dynamic-analysis-of");
        } else if (known) {
            pass.note(
                    Rule.S_113,
                    Pass.quote(type.get()) + " " + pair + " is not among the suggested relationships",
                    "use a suggested one if it fits; others are legal");
        }
        pass.path.leave();
    }

    private static Optional<String> typeOf(String reference) {
        int end = reference.indexOf("--");
        return end < 1 ? Optional.empty() : Optional.of(reference.substring(0, end));
    }

    private static void malwareAnalysis(Pass pass, Frame frame) {
        Optional<String> product = frame.text("product");
        if (product.isPresent()
                && (product.get().indexOf(' ') >= 0
                        || !product.get().equals(product.get().toLowerCase(Locale.ROOT)))) {
            pass.path.enter("product");
            pass.warn(
                    Rule.S_255,
                    Pass.quote(product.get()) + " has capitals or spaces",
                    "write products in lower case with hyphens; \"anonymized\" if it may not be named");
            pass.path.leave();
        }
    }

    private static void networkTraffic(Pass pass, Frame frame) {
        int index = 0;
        pass.path.enter("protocols");
        for (String protocol : frame.list("protocols")) {
            if (!protocol.equals(protocol.toLowerCase(Locale.ROOT))) {
                pass.path.enter(index);
                pass.warn(
                        Rule.S_261,
                        Pass.quote(protocol) + " has capitals",
                        "write " + Pass.quote(protocol.toLowerCase(Locale.ROOT)));
                pass.path.leave();
            }
            index++;
        }
        PROTOCOLS.forEach((extension, protocol) -> {
            if (pass.predefinedExtensions().contains(extension)
                    && frame.list("protocols").stream().noneMatch(it -> it.startsWith(protocol))) {
                pass.warn(
                        Rule.S_261,
                        "does not list " + protocol + ", though there is " + extension,
                        "add \"" + protocol + "\" where it belongs");
            }
        });
        pass.path.leave();
        for (String count : List.of("src_byte_count", "dst_byte_count", "src_packets", "dst_packets")) {
            if (frame.text(count).filter(text -> text.startsWith("-")).isPresent()) {
                pass.path.enter(count);
                pass.form(Rule.S_252, "is negative", "give a count, or leave it out");
                pass.path.leave();
            }
        }
    }

    private static void registryKey(Pass pass, Frame frame) {
        Optional<String> key = frame.text("key");
        if (key.isEmpty()) {
            return;
        }
        int end = key.get().indexOf('\\');
        String hive = end < 0 ? key.get() : key.get().substring(0, end);
        String full = HIVES.get(hive.toUpperCase(Locale.ROOT));
        if (full != null) {
            pass.path.enter("key");
            pass.form(Rule.S_259, "the hive is abbreviated: " + hive, "write " + full);
            pass.path.leave();
        }
    }

    private static void httpRequest(Pass pass, Frame frame) {
        for (String name : List.of("request_method", "request_version")) {
            Optional<String> text = frame.text(name);
            if (text.isPresent() && Names.hasUpperCase(text.get())) {
                pass.path.enter(name);
                pass.form(
                        Rule.S_259,
                        Pass.quote(text.get()) + " has capitals",
                        "write " + Pass.quote(text.get().toLowerCase(Locale.ROOT)));
                pass.path.leave();
            }
        }
    }

    private static void windowsProcess(Pass pass, Frame frame) {
        Optional<String> priority = frame.text("priority");
        if (priority.isPresent() && !priority.get().endsWith("_CLASS")) {
            pass.path.enter("priority");
            pass.warn(
                    Rule.S_253,
                    Pass.quote(priority.get()) + " is no priority class",
                    "give the name that Windows has, such as HIGH_PRIORITY_CLASS");
            pass.path.leave();
        }
    }

    private static void mimePart(Pass pass, Frame frame) {
        Optional<String> type = frame.text("content_type");
        boolean isText = type.isEmpty() || type.get().toLowerCase(Locale.ROOT).startsWith("text/");
        if (frame.has("body") && !isText) {
            pass.path.enter("body");
            pass.form(
                    Rule.S_251,
                    "holds a part of type " + Pass.quote(type.get()),
                    "use body_raw_ref for what is not text");
            pass.path.leave();
        } else if (frame.has("body_raw_ref") && isText && type.isPresent()) {
            pass.path.enter("body_raw_ref");
            pass.form(Rule.S_251, "refers to a part of type " + Pass.quote(type.get()), "use body for text");
            pass.path.leave();
        }
    }

    private static void externalReference(Pass pass, Frame frame) {
        Optional<String> id = frame.text("external_id");
        Optional<String> source = frame.text("source_name");
        if (id.isEmpty() || source.isEmpty()) {
            return;
        }
        String catalogue = source.get().toLowerCase(Locale.ROOT);
        boolean cve = isCve(id.get());
        boolean capec = id.get().startsWith("CAPEC-") && isNumber(id.get(), 6, 1);
        // The text asks for the catalogue's name where these two are described, §4.1 and §4.19.
        boolean named = cve && pass.type.equals("vulnerability") || capec && pass.type.equals("attack-pattern");
        if (catalogue.equals("cve") || named && cve) {
            catalogued(pass, cve && source.get().equals("cve"), "cve and the identifier as CVE-year-number", frame);
        } else if (catalogue.equals("capec") || named) {
            catalogued(pass, capec && source.get().equals("capec"), "capec and the identifier as CAPEC-number", frame);
        }
    }

    private static void catalogued(Pass pass, boolean right, String form, Frame frame) {
        if (!right) {
            pass.form(
                    Rule.S_075,
                    Pass.quote(frame.text("source_name").orElse("")) + " with "
                            + Pass.quote(frame.text("external_id").orElse("")),
                    "write source_name " + form);
        }
    }

    /** {@code CVE-}, four digits of the year, four or more of the number. */
    private static boolean isCve(String text) {
        return text.startsWith("CVE-")
                && text.length() > 9
                && text.charAt(8) == '-'
                && isNumber(text.substring(0, 8), 4, 4)
                && isNumber(text, 9, 4);
    }

    private static boolean isNumber(String text, int from, int fewestDigits) {
        return text.length() - from >= fewestDigits && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }

    private static void killChainPhase(Pass pass, Frame frame) {
        for (String name : List.of("kill_chain_name", "phase_name")) {
            Optional<String> text = frame.text(name);
            if (text.isPresent() && !Names.isTerm(text.get())) {
                pass.path.enter(name);
                pass.warn(
                        Rule.S_076,
                        Pass.quote(text.get()) + " is not in lower case with hyphens",
                        "write " + Pass.quote(Names.asTerm(text.get())));
                pass.path.leave();
            }
        }
        Optional<String> chain = frame.text("kill_chain_name").map(Names::asTerm);
        if (chain.isPresent()
                && chain.get().startsWith("lockheed")
                && !frame.is("kill_chain_name", "lockheed-martin-cyber-kill-chain")) {
            pass.path.enter("kill_chain_name");
            pass.form(
                    Rule.S_076,
                    Pass.quote(frame.text("kill_chain_name").orElse("")) + " is another spelling of a known chain",
                    "write lockheed-martin-cyber-kill-chain");
            pass.path.leave();
        }
    }

    private static void extensionDefinition(Pass pass, Frame frame) {
        int index = 0;
        pass.path.enter("extension_properties");
        for (String name : frame.list("extension_properties")) {
            if (!Names.isPropertyName(name)) {
                pass.path.enter(index);
                pass.form(
                        Rule.S_179,
                        Pass.quote(name) + " is of no legal form",
                        "use 3 to 250 of a-z 0-9 _ for a property's name, a letter first");
                pass.path.leave();
            }
            index++;
        }
        pass.path.leave();
    }

    private static void languageContent(Pass pass, Frame frame) {
        Optional<ObjectTable> target =
                frame.text("object_ref").flatMap(SpecialChecks::typeOf).flatMap(ObjectTables.standard()::type);
        if (target.isEmpty()) {
            return;
        }
        if (!target.get().isVersioned() && frame.has("object_modified")) {
            pass.path.enter("object_modified");
            pass.note(Rule.S_197, "cannot match a " + target.get().name() + ", which has no versions", "leave it out");
            pass.path.leave();
        }
        TranslationShape.check(pass, target.get());
    }
}
