package io.tidings.taxii.server.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The filters that look into an object's bytes, as the tables of §3.13.2.1, §3.13.2.2, §3.13.2.3 and §3.13.2.5 list them. */
final class FilterTable {
    /** Where a filter looks and how it compares. */
    record Row(List<PropertyPath> paths, ValueTests values) {}

    private final Map<String, Row> rows = new HashMap<>();

    /** @return by the name between the brackets */
    static Map<String, Row> rows() {
        FilterTable table = new FilterTable();
        table.addTier1();
        table.addTier2();
        table.addTier3();
        table.addHashes();
        table.addCalculation();
        return Map.copyOf(table.rows);
    }

    private void add(String name, ValueTests values, PropertyPath... paths) {
        rows.put(name, new Row(List.of(paths), values));
    }

    private void addTier1() {
        for (String name : List.of(
                "account_type",
                "context",
                "encryption_algorithm",
                "identity_class",
                "name",
                "opinion",
                "pattern",
                "pattern_type",
                "primary_motivation",
                "region",
                "relationship_type",
                "resource_level",
                "result",
                "sophistication",
                "subject",
                "value")) {
            add(name, ValueTests.TEXT, PropertyPath.anywhere(name));
        }
        for (String name : List.of("confidence", "dst_port", "number", "src_port")) {
            add(name, ValueTests.INTEGER, PropertyPath.anywhere(name));
        }
        // Listed among the simple properties, though STIX 2.1 has it only inside the values of a registry key.
        add("data_type", ValueTests.TEXT, PropertyPath.of("values[].data_type", "windows-registry-key"));
    }

    private void addTier2() {
        for (String name : List.of(
                "aliases",
                "architecture_execution_envs",
                "capabilities",
                "extension_types",
                "implementation_languages",
                "indicator_types",
                "infrastructure_types",
                "malware_types",
                "personal_motivations",
                "report_types",
                "roles",
                "secondary_motivations",
                "sectors",
                "threat_actor_types",
                "tool_types")) {
            add(name, ValueTests.TEXT, PropertyPath.anywhere(name + "[]"));
        }
    }

    private void addTier3() {
        addExtension("socket-ext", "network-traffic", "address_family", "socket_type");
        addExtension("windows-process-ext", "process", "integrity_level");
        addExtension("windows-service-ext", "process", "service_status", "service_type", "start_type");
        addExtension("windows-pebinary-ext", "file", "pe_type");
        add("external_id", ValueTests.TEXT, PropertyPath.anywhere("external_references[].external_id"));
        add("source_name", ValueTests.TEXT, PropertyPath.anywhere("external_references[].source_name"));
        add(
                "phase_name",
                ValueTests.TEXT,
                PropertyPath.of(
                        "kill_chain_phases[].phase_name",
                        "attack-pattern",
                        "indicator",
                        "infrastructure",
                        "malware",
                        "tool"));
    }

    private void addExtension(String extension, String type, String... names) {
        for (String name : names) {
            add(name, ValueTests.TEXT, PropertyPath.of("extensions." + extension + "." + name, type));
        }
    }

    private void addHashes() {
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512", "SHA3-256", "SHA3-512")) {
            addHash(algorithm, ValueTests.HEX);
        }
        // Not hexadecimal: letter case means something.
        addHash("SSDEEP", ValueTests.TEXT);
        addHash("TLSH", ValueTests.TEXT);
    }

    private void addHash(String algorithm, ValueTests values) {
        String binary = "extensions.windows-pebinary-ext.";
        add(
                algorithm,
                values,
                PropertyPath.anywhere("external_references[].hashes." + algorithm),
                PropertyPath.of("hashes." + algorithm, "artifact", "file", "x509-certificate"),
                PropertyPath.of("extensions.ntfs-ext.alternate_data_streams[].hashes." + algorithm, "file"),
                PropertyPath.of(binary + "file_header_hashes." + algorithm, "file"),
                PropertyPath.of(binary + "optional_header.hashes." + algorithm, "file"),
                PropertyPath.of(binary + "sections[].hashes." + algorithm, "file"));
    }

    private void addCalculation() {
        for (String name : List.of("confidence", "number", "src_port", "dst_port")) {
            add(name + "-gte", ValueTests.INTEGER_AT_LEAST, PropertyPath.anywhere(name));
            add(name + "-lte", ValueTests.INTEGER_AT_MOST, PropertyPath.anywhere(name));
        }
        add("modified-gte", ValueTests.TIME_AT_LEAST, PropertyPath.anywhere("modified"));
        add("modified-lte", ValueTests.TIME_AT_MOST, PropertyPath.anywhere("modified"));
        add("valid_until-gte", ValueTests.TIME_AT_LEAST, PropertyPath.anywhere("valid_until"));
        add("valid_from-lte", ValueTests.TIME_AT_MOST, PropertyPath.anywhere("valid_from"));
    }
}
