package io.tidings.stix.convert.misp;

import io.tidings.stix.convert.RegistryKeys;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.value.JsonBoolean;
import io.tidings.stix.value.JsonList;
import io.tidings.stix.value.JsonObject;
import io.tidings.stix.value.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What attributes say on their own, by their type. */
final class AttributeForms {
    private static final Map<String, String> HASHES = Map.ofEntries(
            Map.entry("md5", "MD5"),
            Map.entry("sha1", "SHA-1"),
            Map.entry("sha224", "SHA-224"),
            Map.entry("sha256", "SHA-256"),
            Map.entry("sha384", "SHA-384"),
            Map.entry("sha512", "SHA-512"),
            Map.entry("sha512/224", "SHA512-224"),
            Map.entry("sha512/256", "SHA512-256"),
            Map.entry("sha3-224", "SHA3-224"),
            Map.entry("sha3-256", "SHA3-256"),
            Map.entry("sha3-384", "SHA3-384"),
            Map.entry("sha3-512", "SHA3-512"),
            Map.entry("ssdeep", "SSDEEP"),
            Map.entry("tlsh", "TLSH"),
            Map.entry("authentihash", "AUTHENTIHASH"),
            Map.entry("cdhash", "CDHASH"),
            Map.entry("imphash", "IMPHASH"),
            Map.entry("impfuzzy", "IMPFUZZY"),
            Map.entry("pehash", "PEHASH"),
            Map.entry("telfhash", "TELFHASH"),
            Map.entry("vhash", "VHASH"));
    /** Types that name an account, by the service that it is one of. */
    private static final Map<String, String> ACCOUNTS =
            Map.of("github-username", "github", "twitter-id", "twitter", "jabber-id", "jabber");

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:AS)?([0-9]{1,10})");
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,15}");
    private static final int HIGHEST_PORT = 65_535;
    private static final JsonValue NO = new JsonBoolean(false);

    private AttributeForms() {}

    /** The algorithm as STIX spells it. */
    static Optional<String> algorithm(String type) {
        return Optional.ofNullable(HASHES.get(type));
    }

    static Optional<Integer> port(String text) {
        return PORT.matcher(text).matches()
                ? Optional.of(Integer.parseInt(text)).filter(port -> port <= HIGHEST_PORT)
                : Optional.empty();
    }

    /**
     * What {@code value} of a MISP attribute {@code type} describes.
     *
     * @return empty if the type has no form in STIX here, or the value is not one of the type
     */
    static Optional<Shape> of(String type, String value) {
        Shape shape = new Shape();
        return !value.isEmpty() && describe(type, value, shape) ? Optional.of(shape) : Optional.empty();
    }

    private static boolean describe(String type, String value, Shape shape) {
        if (HASHES.containsKey(type)) {
            return file(shape, "", type, value);
        }
        int bar = value.indexOf('|');
        if (type.startsWith("filename|") || type.equals("malware-sample")) {
            String hash = type.equals("malware-sample") ? "md5" : type.substring("filename|".length());
            return bar > 0
                    && HASHES.containsKey(hash)
                    && file(shape, value.substring(0, bar), hash, value.substring(bar + 1));
        }
        String first = bar < 0 ? value : value.substring(0, bar).strip();
        String second = bar < 0 ? "" : value.substring(bar + 1).strip();
        return switch (type) {
            case "ip-src", "ip-dst" -> address(shape, value);
            case "ip-src|port" -> traffic(shape, "src", first, second);
            case "ip-dst|port", "hostname|port" -> traffic(shape, "dst", first, second);
            case "domain", "hostname" -> plain(shape, "domain-name", "value", value);
            case "domain|ip" -> domainAndAddress(shape, first, second);
            case "url" -> plain(shape, "url", "value", value);
            case "uri", "link" -> value.contains("://") && plain(shape, "url", "value", value);
            case "email", "email-src", "email-dst", "email-reply-to" -> plain(shape, "email-addr", "value", value);
            case "email-subject" -> message(shape, "subject", value);
            case "email-message-id" -> message(shape, "message_id", value);
            case "email-body" -> message(shape, "body", value);
            case "filename", "email-attachment", "attachment" -> plain(shape, "file", "name", value);
            case "email-x-mailer" -> headerField(shape, "X-Mailer", value);
            case "windows-service-name" -> service(shape, "service_name", value);
            case "windows-service-displayname" -> service(shape, "display_name", value);
            case "github-username", "twitter-id", "jabber-id" ->
                account(shape, ACCOUNTS.getOrDefault(type, type), value);
            case "port" -> destinationPort(shape, value);
            case "size-in-bytes" -> size(shape, value);
            case "mutex" -> plain(shape, "mutex", "name", value);
            case "regkey" -> plain(shape, "windows-registry-key", "key", RegistryKeys.expanded(value));
            case "regkey|value" -> registryValue(shape, first, second);
            case "user-agent" -> userAgent(shape, value);
            case "as" -> autonomousSystem(shape, value);
            case "mac-address" -> mac(shape, value);
            case "x509-fingerprint-md5", "x509-fingerprint-sha1", "x509-fingerprint-sha256" ->
                certificate(shape, type.substring("x509-fingerprint-".length()), value);
            default -> false;
        };
    }

    private static boolean plain(Shape shape, String type, String property, String value) {
        shape.compare(type + ":" + property, value);
        shape.observable(type, property, value);
        return true;
    }

    private static boolean file(Shape shape, String name, String hash, String digest) {
        String algorithm = algorithm(hash).orElse(hash);
        JsonObject hashes = JsonObject.empty().with(algorithm, Shape.text(digest));
        if (!name.isEmpty()) {
            shape.compare("file:name", name);
        }
        shape.compare("file:hashes.'" + algorithm + "'", digest);
        shape.observable(
                "file", name.isEmpty() ? Map.of("hashes", hashes) : Map.of("hashes", hashes, "name", Shape.text(name)));
        return true;
    }

    private static boolean address(Shape shape, String value) {
        Optional<IpNetwork> network = IpNetwork.parse(value);
        network.ifPresent(it -> {
            shape.compareAddress(Shape.type(it) + ":value", it);
            shape.address(it);
        });
        return network.isPresent();
    }

    private static boolean traffic(Shape shape, String side, String host, String port) {
        Optional<Integer> number = port(port);
        if (host.isEmpty() || number.isEmpty()) {
            return false;
        }
        Optional<IpNetwork> network = IpNetwork.parse(host);
        String path = "network-traffic:" + side;
        network.ifPresentOrElse(
                it -> shape.compareAddress(path + "_ref.value", it), () -> shape.compare(path + "_ref.value", host));
        shape.compare(path + "_port", number.get());
        StixId end = network.map(shape::address).orElseGet(() -> shape.observable("domain-name", "value", host));
        shape.observable(
                "network-traffic",
                Map.of(
                        side + "_ref",
                        Shape.text(end.value()),
                        side + "_port",
                        Shape.number(number.get()),
                        "protocols",
                        Shape.texts(List.of(layer3(network)))));
        return true;
    }

    /** Protocols are required; of these the address tells one. */
    static String layer3(Optional<IpNetwork> network) {
        return network.filter(IpNetwork::v6).isPresent() ? "ipv6" : "ipv4";
    }

    private static boolean domainAndAddress(Shape shape, String domain, String address) {
        Optional<IpNetwork> network = IpNetwork.parse(address);
        if (domain.isEmpty() || network.isEmpty()) {
            return false;
        }
        shape.compare("domain-name:value", domain);
        shape.compareAddress("domain-name:resolves_to_refs[*].value", network.get());
        StixId resolved = shape.address(network.get());
        shape.observable(
                "domain-name",
                Map.of("value", Shape.text(domain), "resolves_to_refs", Shape.references(List.of(resolved))));
        return true;
    }

    private static boolean message(Shape shape, String property, String value) {
        shape.compare("email-message:" + property, value);
        shape.observable("email-message", Map.of(property, Shape.text(value), "is_multipart", NO));
        return true;
    }

    /** A line of an e-mail's header, as its own SCO. */
    private static boolean headerField(Shape shape, String name, String value) {
        shape.compare("email-message:additional_header_fields.'" + name + "'[*]", value);
        JsonValue fields = JsonObject.empty().with(name, Shape.texts(List.of(value)));
        shape.observable("email-message", Map.of("additional_header_fields", fields, "is_multipart", NO));
        return true;
    }

    private static boolean service(Shape shape, String property, String value) {
        shape.compare("process:extensions.'windows-service-ext'." + property, value);
        JsonObject extension = JsonObject.empty().with(property, Shape.text(value));
        shape.observable("process", Map.of("extensions", JsonObject.empty().with("windows-service-ext", extension)));
        return true;
    }

    private static boolean account(Shape shape, String service, String value) {
        shape.compare("user-account:account_type", service);
        shape.compare("user-account:account_login", value);
        shape.observable(
                "user-account", Map.of("account_type", Shape.text(service), "account_login", Shape.text(value)));
        return true;
    }

    /** Only for detection: an SCO would need an address. */
    private static boolean destinationPort(Shape shape, String value) {
        Optional<Integer> port = port(value);
        port.ifPresent(number -> shape.compare("network-traffic:dst_port", number));
        return port.isPresent();
    }

    /** Only for detection: an SCO would need a name or a digest. */
    private static boolean size(Shape shape, String value) {
        boolean size = SIZE.matcher(value).matches();
        if (size) {
            shape.compare("file:size", Long.parseLong(value));
        }
        return size;
    }

    private static boolean registryValue(Shape shape, String abbreviated, String data) {
        if (abbreviated.isEmpty() || data.isEmpty()) {
            return false;
        }
        String key = RegistryKeys.expanded(abbreviated);
        shape.compare("windows-registry-key:key", key);
        shape.compare("windows-registry-key:values[*].data", data);
        JsonValue values = new JsonList(List.of(JsonObject.empty().with("data", Shape.text(data))));
        shape.observable("windows-registry-key", Map.of("key", Shape.text(key), "values", values));
        return true;
    }

    /** Only for detection: an SCO would need a request that is not known. */
    private static boolean userAgent(Shape shape, String value) {
        shape.compare("network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'[*]", value);
        return true;
    }

    private static boolean autonomousSystem(Shape shape, String value) {
        Optional<Long> number = autonomousSystem(value);
        number.ifPresent(as -> {
            shape.compare("autonomous-system:number", as);
            shape.observable("autonomous-system", Map.of("number", Shape.number(as)));
        });
        return number.isPresent();
    }

    /** Its number, with {@code AS} in front or without. */
    static Optional<Long> autonomousSystem(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty();
    }

    private static boolean mac(Shape shape, String value) {
        return plain(shape, "mac-addr", "value", value.toLowerCase(Locale.ROOT).replace('-', ':'));
    }

    private static boolean certificate(Shape shape, String hash, String digest) {
        String algorithm = algorithm(hash).orElse(hash);
        shape.compare("x509-certificate:hashes.'" + algorithm + "'", digest);
        shape.observable("x509-certificate", Map.of("hashes", JsonObject.empty().with(algorithm, Shape.text(digest))));
        return true;
    }
}
