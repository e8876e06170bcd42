package io.tidings.node.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A range of IP addresses in CIDR form (RFC 4632, RFC 4291), such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
 *
 * <p>Takes numeric addresses only and asks no name service. An IPv4 address mapped into IPv6 ({@code ::ffff:192.0.2.7})
 * is that IPv4 address.
 */
public final class Network {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int MAPPED_BITS = 96;

    private final byte[] address;
    private final int prefix;

    private Network(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /** An address alone is the range of that one. Empty for another form, or with bits set behind the prefix. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> written = bytes(slash < 0 ? text : text.substring(0, slash));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        byte[] address = written.get();
        Optional<Integer> prefix = slash < 0
                ? Optional.of(address.length * Byte.SIZE)
                : number(text.substring(slash + 1), 3).filter(p -> p <= address.length * Byte.SIZE);
        return prefix.filter(p -> isZeroBehind(address, p)).map(p -> unmapped(address, p));
    }

    /** Whether {@code text} is a numeric IPv4 or IPv6 address. */
    public static boolean isAddress(String text) {
        return bytes(text).isPresent();
    }

    /** Whether the numeric {@code address} lies in this range; false for what is no address. A zone is ignored. */
    public boolean contains(String address) {
        int zone = address.indexOf('%');
        return bytes(zone < 0 ? address : address.substring(0, zone))
                .map(bytes -> unmapped(bytes, bytes.length * Byte.SIZE).address)
                .filter(this::holds)
                .isPresent();
    }

    /** What counts as one sender: an IPv4 address, or the /64 of an IPv6 address, of which one sender has all. */
    static String site(String address) {
        int zone = address.indexOf('%');
        return bytes(zone < 0 ? address : address.substring(0, zone))
                .map(bytes -> unmapped(bytes, bytes.length * Byte.SIZE).address)
                .map(bytes -> HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, V6_BYTES / 2)))
                .orElse("");
    }

    private boolean holds(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefix % Byte.SIZE;
        int mask = 0xff << (Byte.SIZE - rest) & 0xff;
        return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
    }

    private static boolean isZeroBehind(byte[] address, int prefix) {
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            if ((address[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static Network unmapped(byte[] address, int prefix) {
        boolean mapped = address.length == V6_BYTES && prefix >= MAPPED_BITS && address[10] == -1 && address[11] == -1;
        for (int i = 0; i < 10 && mapped; i++) {
            mapped = address[i] == 0;
        }
        return mapped
                ? new Network(Arrays.copyOfRange(address, V6_BYTES - V4_BYTES, V6_BYTES), prefix - MAPPED_BITS)
                : new Network(address, prefix);
    }

    private static Optional<byte[]> bytes(String text) {
        if (text.length() > 45) { // the longest form of an IPv6 address
            return Optional.empty();
        }
        return text.indexOf(':') < 0 ? v4(text) : v6(text);
    }

    private static Optional<byte[]> v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != V4_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = new byte[V4_BYTES];
        for (int i = 0; i < V4_BYTES; i++) {
            Optional<Integer> part = number(parts[i], 3).filter(n -> n <= 255);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            bytes[i] = part.get().byteValue();
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(g -> g.length == V6_BYTES);
        }
        Optional<byte[]> head = groups(text.substring(0, gap));
        Optional<byte[]> tail = groups(text.substring(gap + 2));
        // "::" stands for at least one group of zeros (RFC 5952 §4.2.2 would have it two; readers take one).
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > V6_BYTES - 2) {
            return Optional.empty();
        }
        if (text.substring(0, gap).indexOf('.') >= 0) {
            return Optional.empty(); // an IPv4 part can only come last
        }
        byte[] bytes = new byte[V6_BYTES];
        System.arraycopy(head.get(), 0, bytes, 0, head.get().length);
        System.arraycopy(tail.get(), 0, bytes, V6_BYTES - tail.get().length, tail.get().length);
        return Optional.of(bytes);
    }

    // Groups of four hexadecimal digits, the last two of which may be written as an IPv4 address.
    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        List<Byte> bytes = new ArrayList<>();
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<byte[]> last = v4(parts[i]);
                if (last.isEmpty()) {
                    return Optional.empty();
                }
                for (byte each : last.get()) {
                    bytes.add(each);
                }
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                int group = Integer.parseInt(parts[i], 16);
                bytes.add((byte) (group >> 8));
                bytes.add((byte) group);
            } else {
                return Optional.empty();
            }
        }
        byte[] all = new byte[bytes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes.get(i);
        }
        return all.length <= V6_BYTES ? Optional.of(all) : Optional.empty();
    }

    // No leading zeros: some programs read them as octal, and then the same text means two addresses.
    private static Optional<Integer> number(String text, int digits) {
        return text.matches("0|[1-9][0-9]*") && text.length() <= digits
                ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }
}
