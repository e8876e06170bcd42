package io.tidings.stix.convert.misp;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an object of MISP describes as a whole, by its template. Attributes that a template has no place for are left in
 * {@link #rest()}; one instance for one object.
 */
final class ObjectForms {
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,15}");

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
        for (String type : List.of(
                "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3-256", "sha3-512", "ssdeep", "tlsh")) {
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
        shape.observable("file", members);
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
        if (members.isEmpty()) {
            return false;
        }
        members.put("is_multipart", new JsonBoolean(false));
        shape.observable("email-message", members);
        return true;
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
        if (members.isEmpty()) {
            return false;
        }
        shape.observable("x509-certificate", members);
        return true;
    }
}
