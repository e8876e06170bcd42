package io.tidings.stix.convert.misp;

import io.tidings.stix.convert.RegistryKeys;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an object of MISP describes as a whole, by its template. Attributes that a template has no place for are left in
 * {@link #rest()}; one instance for one object.
 */
final class ObjectForms {
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,15}");
    /** Those of files, in the order in which patterns name them. */
    private static final List<String> HASHES = List.of(
            "md5",
            "sha1",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "sha512/224",
            "sha512/256",
            "sha3-224",
            "sha3-256",
            "sha3-384",
            "sha3-512",
            "ssdeep",
            "tlsh",
            "authentihash",
            "imphash",
            "pehash",
            "telfhash",
            "vhash");
    /** STIX 2.1 §10.13; what MISP has beyond it goes into a note. */
    private static final Set<String> REGISTRY_TYPES = Set.of(
            "REG_NONE",
            "REG_SZ",
            "REG_EXPAND_SZ",
            "REG_BINARY",
            "REG_DWORD",
            "REG_DWORD_BIG_ENDIAN",
            "REG_DWORD_LITTLE_ENDIAN",
            "REG_LINK",
            "REG_MULTI_SZ",
            "REG_RESOURCE_LIST",
            "REG_FULL_RESOURCE_DESCRIPTION",
            "REG_RESOURCE_REQUIREMENTS_LIST",
            "REG_QWORD",
            "REG_INVALID_TYPE");

    private final List<Attribute> rest;
    private final Shape shape = new Shape();

    ObjectForms(List<Attribute> attributes) {
        this.rest = new ArrayList<>(attributes);
    }

    /** Attributes that are not part of what was described. */
    List<Attribute> rest() {
        return List.copyOf(rest);
    }

    /** Empty if the template has no form here, or the object has nothing that it needs. */
    Optional<Shape> of(String template) {
        boolean described = switch (template) {
            case "file" -> file();
            case "domain-ip" -> domainIp();
            case "ip-port" -> traffic(List.of("ip-dst", "ip", "domain", "hostname"));
            case "network-connection", "netflow" -> traffic(List.of("ip-dst", "hostname-dst", "dst-ip"));
            case "url" -> url();
            case "email" -> email();
            case "x509" -> certificate();
            case "registry-key" -> registryKey();
            case "process" -> process();
            case "asn" -> autonomousSystem();
            case "user-account" -> account();
            default -> false;
        };
        return described ? Optional.of(shape) : Optional.empty();
    }

    private Optional<String> take(String... relations) {
        for (String relation : relations) {
            for (Attribute attribute : rest) {
                if (attribute.relation().equals(relation) && !attribute.value().isEmpty()) {
                    rest.remove(attribute);
                    return Optional.of(attribute.value());
                }
            }
        }
        return Optional.empty();
    }

    private List<String> takeAll(String... relations) {
        List<String> all = new ArrayList<>();
        for (Optional<String> one = take(relations); one.isPresent(); one = take(relations)) {
            one.ifPresent(all::add);
        }
        return all;
    }

    private boolean file() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        Map<String, JsonValue> hashes = new LinkedHashMap<>();
        for (String type : HASHES) {
            String algorithm = AttributeForms.algorithm(type).orElse(type);
            take(type).ifPresent(digest -> {
                hashes.put(algorithm, Shape.text(digest));
                shape.compare("file:hashes.'" + algorithm + "'", digest);
            });
        }
        text(members, "file", "name", take("filename"));
        text(members, "file", "mime_type", take("mimetype"));
        take("size-in-bytes").filter(size -> SIZE.matcher(size).matches()).ifPresent(size -> {
            members.put("size", Shape.number(Long.parseLong(size)));
            shape.compare("file:size", Long.parseLong(size));
        });
        if (!hashes.isEmpty()) {
            members.put("hashes", new JsonObject(hashes));
        }
        if (hashes.isEmpty() && !members.containsKey("name")) {
            return false;
        }
        take("path").ifPresent(path -> {
            shape.compare("file:parent_directory_ref.path", path);
            members.put(
                    "parent_directory_ref",
                    Shape.text(shape.observable("directory", "path", path).value()));
        });
        // Their bytes, where they have some, become the file's content.
        takeAll("malware-sample", "attachment");
        shape.observable("file", members);
        return true;
    }

    private boolean registryKey() {
        Optional<String> key = take("key").map(RegistryKeys::expanded);
        if (key.isEmpty()) {
            return false;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        text(members, "windows-registry-key", "key", key);
        Map<String, JsonValue> value = new LinkedHashMap<>();
        registryValue(value, "name", take("name"));
        registryValue(value, "data", take("data"));
        registryValue(value, "data_type", take("data-type").filter(REGISTRY_TYPES::contains));
        if (!value.isEmpty()) {
            members.put("values", new JsonList(List.of(new JsonObject(value))));
        }
        shape.observable("windows-registry-key", members);
        return true;
    }

    private void registryValue(Map<String, JsonValue> members, String property, Optional<String> text) {
        text.ifPresent(it -> {
            members.put(property, Shape.text(it));
            shape.compare("windows-registry-key:values[*]." + property, it);
        });
    }

    private boolean process() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        take("pid").filter(pid -> SIZE.matcher(pid).matches()).ifPresent(pid -> {
            members.put("pid", Shape.number(Long.parseLong(pid)));
            shape.compare("process:pid", Long.parseLong(pid));
        });
        text(members, "process", "command_line", take("command-line"));
        text(members, "process", "cwd", take("current-directory"));
        take("name", "image").ifPresent(image -> {
            shape.compare("process:image_ref.name", image);
            members.put(
                    "image_ref",
                    Shape.text(shape.observable("file", "name", image).value()));
        });
        if (members.isEmpty()) {
            return false;
        }
        shape.observable("process", members);
        return true;
    }

    private boolean autonomousSystem() {
        Optional<String> number = take("asn");
        Optional<Long> as = number.flatMap(AttributeForms::autonomousSystem);
        if (as.isEmpty()) {
            return false;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(Map.of("number", Shape.number(as.get())));
        shape.compare("autonomous-system:number", as.get());
        text(members, "autonomous-system", "name", take("description"));
        shape.observable("autonomous-system", members);
        return true;
    }

    private boolean account() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        text(members, "user-account", "user_id", take("user-id"));
        text(members, "user-account", "account_login", take("username"));
        if (members.isEmpty()) {
            return false;
        }
        text(members, "user-account", "display_name", take("display-name"));
        text(members, "user-account", "account_type", take("account-type"));
        shape.observable("user-account", members);
        return true;
    }

    private void text(Map<String, JsonValue> members, String type, String property, Optional<String> value) {
        value.ifPresent(text -> {
            members.put(property, Shape.text(text));
            shape.compare(type + ":" + property, text);
        });
    }

    private boolean domainIp() {
        Optional<String> domain = take("domain", "hostname");
        if (domain.isEmpty()) {
            return false;
        }
        List<StixId> addresses = new ArrayList<>();
        shape.compare("domain-name:value", domain.get());
        for (IpNetwork network : addresses("ip")) {
            shape.compareAddress("domain-name:resolves_to_refs[*].value", network);
            addresses.add(shape.address(network));
        }
        Map<String, JsonValue> members = new HashMap<>(Map.of("value", Shape.text(domain.get())));
        if (!addresses.isEmpty()) {
            members.put("resolves_to_refs", Shape.references(addresses));
        }
        shape.observable("domain-name", members);
        return true;
    }

    /** Those of a relation that are addresses; others stay in the rest. */
    private List<IpNetwork> addresses(String relation) {
        List<IpNetwork> networks = new ArrayList<>();
        rest.removeIf(attribute -> {
            Optional<IpNetwork> network =
                    attribute.relation().equals(relation) ? IpNetwork.parse(attribute.value()) : Optional.empty();
            network.ifPresent(networks::add);
            return network.isPresent();
        });
        return networks;
    }

    private boolean traffic(List<String> destinations) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        Optional<IpNetwork> source = end(members, "src", take("ip-src", "hostname-src", "src-ip"));
        Optional<IpNetwork> destination = end(members, "dst", take(destinations.toArray(String[]::new)));
        port(members, "src", take("src-port"));
        port(members, "dst", take("dst-port"));
        if (!members.containsKey("src_ref") && !members.containsKey("dst_ref")) {
            return false;
        }
        List<String> protocols = new ArrayList<>();
        for (String layer : List.of("layer3-protocol", "layer4-protocol", "layer7-protocol", "protocol")) {
            take(layer).map(it -> it.toLowerCase(Locale.ROOT)).ifPresent(protocols::add);
        }
        if (protocols.isEmpty()) {
            protocols.add(AttributeForms.layer3(destination.or(() -> source)));
        }
        members.put("protocols", Shape.texts(protocols));
        shape.observable("network-traffic", members);
        return true;
    }

    private Optional<IpNetwork> end(Map<String, JsonValue> members, String side, Optional<String> host) {
        Optional<IpNetwork> network = host.flatMap(IpNetwork::parse);
        String path = "network-traffic:" + side + "_ref.value";
        if (network.isPresent()) {
            shape.compareAddress(path, network.get());
            members.put(side + "_ref", Shape.text(shape.address(network.get()).value()));
        } else if (host.isPresent()) {
            shape.compare(path, host.get());
            members.put(
                    side + "_ref",
                    Shape.text(
                            shape.observable("domain-name", "value", host.get()).value()));
        }
        return network;
    }

    private void port(Map<String, JsonValue> members, String side, Optional<String> text) {
        text.flatMap(AttributeForms::port).ifPresent(port -> {
            shape.compare("network-traffic:" + side + "_port", port);
            members.put(side + "_port", Shape.number(port));
        });
    }

    private boolean url() {
        Optional<String> url = take("url");
        url.ifPresent(value -> {
            shape.compare("url:value", value);
            shape.observable("url", "value", value);
        });
        return url.isPresent();
    }

    private boolean email() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        take("from").ifPresent(from -> {
            shape.compare("email-message:from_ref.value", from);
            members.put(
                    "from_ref",
                    Shape.text(shape.observable("email-addr", "value", from).value()));
        });
        recipients(members, "to_refs", takeAll("to"));
        recipients(members, "cc_refs", takeAll("cc"));
        recipients(members, "bcc_refs", takeAll("bcc"));
        text(members, "email-message", "subject", take("subject"));
        text(members, "email-message", "message_id", take("message-id"));
        text(members, "email-message", "body", take("email-body"));
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        headerField(fields, "Reply-To", takeAll("reply-to"));
        headerField(fields, "X-Mailer", takeAll("x-mailer"));
        headerField(fields, "User-Agent", takeAll("user-agent"));
        if (!fields.isEmpty()) {
            members.put("additional_header_fields", new JsonObject(fields));
        }
        if (members.isEmpty()) {
            return false;
        }
        members.put("is_multipart", new JsonBoolean(false));
        shape.observable("email-message", members);
        return true;
    }

    private void headerField(Map<String, JsonValue> fields, String name, List<String> values) {
        for (String value : values) {
            shape.compare("email-message:additional_header_fields.'" + name + "'[*]", value);
        }
        if (!values.isEmpty()) {
            fields.put(name, Shape.texts(values));
        }
    }

    private void recipients(Map<String, JsonValue> members, String property, List<String> addresses) {
        List<StixId> ids = new ArrayList<>();
        for (String address : addresses) {
            shape.compare("email-message:" + property + "[*].value", address);
            ids.add(shape.observable("email-addr", "value", address));
        }
        if (!ids.isEmpty()) {
            members.put(property, Shape.references(ids));
        }
    }

    private boolean certificate() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        Map<String, JsonValue> hashes = new LinkedHashMap<>();
        for (String type : List.of("md5", "sha1", "sha256")) {
            String algorithm = AttributeForms.algorithm(type).orElse(type);
            take("x509-fingerprint-" + type).ifPresent(digest -> {
                hashes.put(algorithm, Shape.text(digest));
                shape.compare("x509-certificate:hashes.'" + algorithm + "'", digest);
            });
        }
        if (!hashes.isEmpty()) {
            members.put("hashes", new JsonObject(hashes));
        }
        text(members, "x509-certificate", "serial_number", take("serial-number"));
        text(members, "x509-certificate", "issuer", take("issuer"));
        text(members, "x509-certificate", "subject", take("subject"));
        text(members, "x509-certificate", "version", take("version"));
        text(members, "x509-certificate", "signature_algorithm", take("signature_algorithm"));
        text(members, "x509-certificate", "subject_public_key_algorithm", take("pubkey-info-algorithm"));
        text(members, "x509-certificate", "subject_public_key_modulus", take("pubkey-info-modulus"));
        if (members.isEmpty()) {
            return false;
        }
        shape.observable("x509-certificate", members);
        return true;
    }
}
