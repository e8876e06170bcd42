package io.tidings.stix.convert.list;

import io.tidings.stix.pattern.address.IpNetwork;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what kind of indicator a text is, by its form alone: what could be two things is refused, with the reason.
 *
 * <p>Values come out in one form, so that equal ones are equal: addresses canonical (RFC 5952), domain names in
 * lower case and Punycode, digests in lower case; of URLs only scheme and host are changed.
 */
public final class Recognizer {
    private static final int LONGEST = 4_096;
    private static final Map<Integer, ValueKind> HASHES =
            Map.of(32, ValueKind.MD5, 40, ValueKind.SHA_1, 64, ValueKind.SHA_256, 128, ValueKind.SHA_512);
    private static final int SHORTEST_HASH = 32;
    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30})://(?:([^/?#@]*)@)?([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}");

    private Recognizer() {}

    /** @param text plain or defanged, with white space around it or without */
    public static Recognition recognize(String text) {
        if (text.length() > LONGEST) {
            return Recognition.fault("is longer than 4,096 characters");
        }
        String value = Refanging.refang(text.strip());
        if (value.isEmpty()) {
            return Recognition.fault("is empty");
        }
        if (value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return Recognition.fault("has white space or a control character inside");
        }
        if (value.contains("://")) {
            return url(value);
        }
        Optional<IpNetwork> network = IpNetwork.parse(value);
        if (network.isPresent()) {
            return network(network.get());
        }
        if (value.indexOf('@') >= 0) {
            return email(value.regionMatches(true, 0, "mailto:", 0, 7) ? value.substring(7) : value);
        }
        return value.length() >= SHORTEST_HASH && value.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)
                ? hash(value)
                : name(value);
    }

    private static Recognition network(IpNetwork network) {
        ValueKind address = network.v6() ? ValueKind.IPV6_ADDRESS : ValueKind.IPV4_ADDRESS;
        ValueKind block = network.v6() ? ValueKind.IPV6_NETWORK : ValueKind.IPV4_NETWORK;
        if (network.prefix() == 0) {
            return Recognition.fault("is the whole Internet");
        }
        return Recognition.of(network.isAddress() ? address : block, network.toString());
    }

    private static Recognition hash(String value) {
        ValueKind kind = HASHES.get(value.length());
        return kind == null
                ? Recognition.fault("has " + value.length()
                        + " hexadecimal digits; MD5 has 32, SHA-1 40, SHA-256 64 and SHA-512 128")
                : Recognition.of(kind, value.toLowerCase(Locale.ROOT));
    }

    private static Recognition email(String value) {
        int at = value.lastIndexOf('@');
        if (!MAILBOX.matcher(value.substring(0, at)).matches()) {
            return Recognition.fault("is no e-mail address: the part before the @ has another form (RFC 5322 §3.4.1)");
        }
        DomainNames.Reading domain = DomainNames.read(value.substring(at + 1));
        return domain.name()
                .map(name -> Recognition.of(ValueKind.EMAIL_ADDRESS, value.substring(0, at + 1) + name))
                .orElseGet(() -> Recognition.fault("is no e-mail address: " + domain.fault()));
    }

    private static Recognition url(String value) {
        Matcher url = URL.matcher(value);
        if (!url.matches()) {
            return Recognition.fault("is no URL: the scheme has another form (RFC 3986 §3.1)");
        }
        String hostAndPort = url.group(3);
        int colon = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') + 1 : hostAndPort.indexOf(':');
        int end = colon <= 0 ? hostAndPort.length() : colon;
        String port = hostAndPort.substring(end);
        if (!port.isEmpty() && (!PORT.matcher(port).matches() || Integer.parseInt(port.substring(1)) > 65_535)) {
            return Recognition.fault("is no URL: the port is a number up to 65535");
        }
        Optional<String> host = host(hostAndPort.substring(0, end));
        if (host.isEmpty()) {
            return Recognition.fault("is no URL: the host is neither a domain name nor an address");
        }
        String rest = url.group(4);
        if (!rest.chars().allMatch(Recognizer::mayStandInUrl)) {
            return Recognition.fault("is no URL: it has a character that must be percent-encoded (RFC 3986 §2)");
        }
        String user = url.group(2) == null ? "" : url.group(2) + "@";
        return Recognition.of(
                ValueKind.URL, url.group(1).toLowerCase(Locale.ROOT) + "://" + user + host.get() + port + rest);
    }

    private static Optional<String> host(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return IpNetwork.parse(host.substring(1, host.length() - 1))
                    .filter(address -> address.v6() && address.isAddress())
                    .map(address -> "[" + address + "]");
        }
        return IpNetwork.parse(host)
                .filter(address -> !address.v6() && address.isAddress())
                .map(IpNetwork::toString)
                .or(() -> DomainNames.read(host).name());
    }

    // Beyond ASCII it is an IRI: what victims were sent is often one.
    private static boolean mayStandInUrl(int c) {
        return c >= 0x80 || Character.isLetterOrDigit(c) || "-._~:/?#[]@!$&'()*+,;=%".indexOf(c) >= 0;
    }

    private static Recognition name(String value) {
        if (value.startsWith("*.") || value.startsWith(".")) {
            return Recognition.fault("is a wildcard; name the domain");
        }
        if (value.indexOf('/') >= 0) {
            return Recognition.fault("has a slash: if it is a URL, put http:// or https:// in front");
        }
        int colon = value.indexOf(':');
        if (colon > 0
                && value.indexOf(':', colon + 1) < 0
                && PORT.matcher(value.substring(colon)).matches()) {
            return Recognition.fault("has a port: name the address or the domain alone, or a URL");
        }
        DomainNames.Reading domain = DomainNames.read(value);
        return domain.name()
                .map(name -> Recognition.of(ValueKind.DOMAIN_NAME, name))
                .orElseGet(() -> Recognition.fault(
                        "is no address, network, domain name, URL, e-mail address or digest: " + domain.fault()));
    }
}
