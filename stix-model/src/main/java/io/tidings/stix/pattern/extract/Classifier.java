package io.tidings.stix.pattern.extract;

import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.pattern.syntax.Constant;
import io.tidings.stix.pattern.syntax.ObjectPath;
import io.tidings.stix.pattern.types.Hashes;
import java.util.Locale;
import java.util.Optional;

/** Says what kind of indicator a constant is, by the path it is compared with and, after a reference, by its form. */
final class Classifier {
    private Classifier() {}

    record Classified(IndicatorKind kind, String value, String key, Optional<String> algorithm) {}

    static Optional<Classified> classify(ObjectPath path, Constant constant) {
        if (constant instanceof Constant.IntegerConstant number) {
            return path.objectType().equals("autonomous-system") && isProperty(path, "number")
                    ? Optional.of(of(IndicatorKind.AUTONOMOUS_SYSTEM, Long.toString(number.value())))
                    : Optional.empty();
        }
        if (!(constant instanceof Constant.StringConstant string)
                || string.value().isBlank()) {
            return Optional.empty();
        }
        String value = string.value();
        Optional<String> algorithm = Hashes.algorithm(path);
        if (algorithm.isPresent()) {
            boolean folds =
                    Hashes.isDigest(algorithm.get(), value) && !algorithm.get().equals("SSDEEP");
            String key = folds ? value.toLowerCase(Locale.ROOT) : value;
            return Optional.of(new Classified(IndicatorKind.HASH, value, key, algorithm));
        }
        return followsReference(path) ? afterReference(path, value) : direct(path, value);
    }

    private static Optional<Classified> direct(ObjectPath path, String value) {
        return switch (path.objectType()) {
            case "ipv4-addr", "ipv6-addr" -> isProperty(path, "value") ? address(value) : Optional.empty();
            case "domain-name" -> when(isProperty(path, "value"), IndicatorKind.DOMAIN_NAME, value);
            case "url" -> when(isProperty(path, "value"), IndicatorKind.URL, value);
            case "email-addr" -> when(isProperty(path, "value"), IndicatorKind.EMAIL_ADDRESS, value);
            case "mac-addr" -> when(isProperty(path, "value"), IndicatorKind.MAC_ADDRESS, value);
            case "file" -> when(isProperty(path, "name"), IndicatorKind.FILE_NAME, value);
            case "artifact" -> when(isProperty(path, "url"), IndicatorKind.URL, value);
            case "windows-registry-key" -> when(isProperty(path, "key"), IndicatorKind.REGISTRY_KEY, value);
            case "mutex" -> when(isProperty(path, "name"), IndicatorKind.MUTEX, value);
            case "x509-certificate" -> when(isProperty(path, "serial_number"), IndicatorKind.CERTIFICATE_SERIAL, value);
            case "email-message" -> when(isProperty(path, "subject"), IndicatorKind.EMAIL_SUBJECT, value);
            case "network-traffic" ->
                when(path.lastKey().name().equalsIgnoreCase("user-agent"), IndicatorKind.USER_AGENT, value);
            default -> Optional.empty();
        };
    }

    /** The last object may be of several types; the reference's name and the value's form tell which. */
    private static Optional<Classified> afterReference(ObjectPath path, String value) {
        String property = path.lastKey().name();
        if (property.equals("name")) {
            return when(path.objectType().equals("file") || endsWithFile(path), IndicatorKind.FILE_NAME, value);
        }
        if (!property.equals("value")) {
            return Optional.empty();
        }
        if (path.objectType().equals("email-message")) {
            return when(value.indexOf('@') > 0, IndicatorKind.EMAIL_ADDRESS, value);
        }
        Optional<Classified> address = address(value);
        if (address.isPresent()) {
            return address;
        }
        boolean mac = value.matches("\\p{XDigit}{2}([:-]\\p{XDigit}{2}){5}");
        return mac
                ? Optional.of(of(IndicatorKind.MAC_ADDRESS, value))
                : when(value.indexOf('.') > 0 && value.indexOf('/') < 0, IndicatorKind.DOMAIN_NAME, value);
    }

    private static boolean endsWithFile(ObjectPath path) {
        return path.steps().stream()
                .anyMatch(step -> step instanceof ObjectPath.Key key
                        && (key.name().equals("image_ref")
                                || key.name().equals("body_raw_ref")
                                || key.name().equals("contains_refs")));
    }

    private static boolean isProperty(ObjectPath path, String name) {
        return path.steps().size() == 1 && path.lastKey().name().equals(name);
    }

    private static boolean followsReference(ObjectPath path) {
        return path.steps().stream()
                .anyMatch(step -> step instanceof ObjectPath.Key key && (key.isReference() || key.isReferenceList()));
    }

    private static Optional<Classified> address(String value) {
        return IpNetwork.parse(value).map(network -> {
            IndicatorKind kind = network.isAddress()
                    ? network.v6() ? IndicatorKind.IPV6_ADDRESS : IndicatorKind.IPV4_ADDRESS
                    : network.v6() ? IndicatorKind.IPV6_NETWORK : IndicatorKind.IPV4_NETWORK;
            return new Classified(kind, value, network.toString(), Optional.empty());
        });
    }

    private static Optional<Classified> when(boolean fits, IndicatorKind kind, String value) {
        return fits ? Optional.of(of(kind, value)) : Optional.empty();
    }

    private static Classified of(IndicatorKind kind, String value) {
        return new Classified(kind, value, key(kind, value), Optional.empty());
    }

    private static String key(IndicatorKind kind, String value) {
        return switch (kind) {
            case DOMAIN_NAME -> {
                String lower = value.toLowerCase(Locale.ROOT);
                yield lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            }
            case MAC_ADDRESS -> value.toLowerCase(Locale.ROOT).replace('-', ':');
            // Only the domain: some servers tell mailboxes apart by letter case.
            case EMAIL_ADDRESS -> {
                int at = value.lastIndexOf('@') + 1;
                yield value.substring(0, at) + value.substring(at).toLowerCase(Locale.ROOT);
            }
            case REGISTRY_KEY, CERTIFICATE_SERIAL -> value.toLowerCase(Locale.ROOT);
            default -> value;
        };
    }
}
