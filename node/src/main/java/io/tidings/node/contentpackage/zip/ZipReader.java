package io.tidings.node.contentpackage.zip;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a ZIP from a stranger front to back. It takes the form that {@link Layout} writes and no other: no byte lies
 * before, between or behind what is listed, no name comes twice, and both headers of each member agree.
 *
 * <p>That the lists agree is known when {@link #next} has returned empty; nothing before it is proven.
 */
public final class ZipReader {
    private final InputStream in;
    private final List<ZipMember> members = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long position;
    private long unread;

    public ZipReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next member; what was not read of the one before is passed over, unproven.
     *
     * @throws DamagedZipException if it is no ZIP of this form
     */
    public Optional<ZipMember> next() throws IOException {
        passOver();
        byte[] signature = read(Integer.BYTES, "the header of a member");
        int kind = little(signature).getInt();
        if (kind == Layout.CENTRAL && !members.isEmpty()) {
            end(signature);
            return Optional.empty();
        }
        if (kind != Layout.LOCAL) {
            throw damaged("there is something else where a member is to begin");
        }
        return Optional.of(member(signature));
    }

    private ZipMember member(byte[] signature) throws IOException {
        byte[] rest = read(Layout.LOCAL_BYTES - Integer.BYTES, "the header of a member");
        ByteBuffer fields = little(rest);
        int method = fields.getShort(4);
        int nameBytes = fields.getShort(22) & 0xFFFF;
        if (nameBytes == 0 || nameBytes > ZipMember.LONGEST_NAME) {
            throw damaged("a name of " + nameBytes + " bytes");
        }
        byte[] name = read(nameBytes, "the name of a member");
        var member = new ZipMember(
                new String(name, StandardCharsets.US_ASCII),
                method == ZipMember.DEFLATED,
                fields.getInt(10) & 0xFFFF_FFFFL,
                fields.getInt(14) & 0xFFFF_FFFFL,
                fields.getInt(18) & 0xFFFF_FFFFL);
        byte[] asRead = ByteBuffer.allocate(Layout.LOCAL_BYTES + nameBytes)
                .put(signature)
                .put(rest)
                .put(name)
                .array();
        if (!Arrays.equals(asRead, Layout.local(member))) {
            throw damaged("the header of " + shown(name) + " is not as content packages have it (no flags, no dates, no"
                    + " extra fields, stored or deflated)");
        }
        requireSound(member);
        members.add(member);
        offsets.add(position - asRead.length);
        unread = member.packedBytes();
        return member;
    }

    private void requireSound(ZipMember member) throws DamagedZipException {
        if (members.size() >= Layout.MOST_MEMBERS) {
            throw damaged("more than " + Layout.MOST_MEMBERS + " members");
        }
        if (!names.add(member.name())) {
            throw damaged("two members of the name " + shown(member.name().getBytes(StandardCharsets.US_ASCII)));
        }
        if (!member.deflated() && member.packedBytes() != member.bytes()) {
            throw damaged("a stored member of two lengths");
        }
        if (member.deflated() && member.bytes() > member.packedBytes() * PackedMember.MOST_RATIO) {
            throw damaged("a member that unpacks to more than " + PackedMember.MOST_RATIO + " times its size");
        }
    }

    /**
     * What the member that {@link #next} gave holds. The end of the stream is the proof that it is as long as the header
     * says and has its checksum; before that nothing of it is.
     */
    public InputStream content(ZipMember member) {
        return unpacked(member, packed());
    }

    /** The member that {@link #next} gave as it lies in the file, to be copied; nothing of it is proven. */
    public InputStream raw() {
        return packed();
    }

    /** The member that {@link #next} gave as it lies in the file, to be unpacked elsewhere. Only for short ones. */
    public byte[] packed(ZipMember member) throws IOException {
        byte[] all = read(Math.toIntExact(member.packedBytes()), member.name());
        unread = 0;
        return all;
    }

    /** What a member holds, from its bytes in the file. */
    public static InputStream unpacked(ZipMember member, byte[] packed) {
        return unpacked(member, new ByteArrayInputStream(packed));
    }

    private static InputStream unpacked(ZipMember member, InputStream packed) {
        return member.deflated() ? new Unpacking(member, new Inflating(packed)) : new Unpacking(member, packed);
    }

    private InputStream packed() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                if (unread == 0) {
                    return -1;
                }
                int count = in.read(to, offset, (int) Math.min(length, unread));
                if (count < 0) {
                    throw cut("a member");
                }
                unread -= count;
                position += count;
                return count;
            }
        };
    }

    private void passOver() throws IOException {
        packed().transferTo(java.io.OutputStream.nullOutputStream());
    }

    /** The tail is known from what was read: it is compared, not understood. */
    private void end(byte[] signature) throws IOException {
        long start = position - signature.length;
        byte[] wanted = Layout.tail(members, offsets, start);
        byte[] found = Arrays.copyOf(signature, wanted.length);
        int read = in.readNBytes(found, signature.length, wanted.length - signature.length);
        int same = Arrays.mismatch(found, wanted);
        if (same >= 0 && same < signature.length + read) {
            throw damaged("the list of members at the end differs from the members");
        }
        if (signature.length + read < wanted.length) {
            throw cut("the list of members at the end");
        }
        if (in.read() >= 0) {
            throw damaged("there is something behind the end");
        }
    }

    private byte[] read(int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        position += bytes.length;
        if (bytes.length < count) {
            throw cut(what);
        }
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private DamagedZipException damaged(String what) {
        return new DamagedZipException("near byte " + position + ": " + what);
    }

    private DamagedZipException cut(String where) {
        return new DamagedZipException("the file ends at byte " + position + ", within " + where, true);
    }

    /** A stranger's name, so that it cannot write on a terminal what it likes. */
    private static String shown(byte[] name) {
        return '"' + new String(name, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?") + '"';
    }

    /** Deflated bytes as what they hold; nothing may follow them. */
    private static final class Inflating extends java.util.zip.InflaterInputStream {
        private static final int BUFFER = 16 << 10;
        private boolean ended;
        private boolean padded;

        Inflating(InputStream packed) {
            super(packed, new java.util.zip.Inflater(true), BUFFER);
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int count = super.read(to, offset, length);
                if (count < 0) {
                    end();
                }
                return count;
            } catch (java.util.zip.ZipException | EOFException wrong) {
                inf.end();
                throw new DamagedZipException("a member cannot be unpacked: " + wrong.getMessage());
            }
        }

        // Deflated bytes without a wrapper need one more byte behind them (java.util.zip.Inflater).
        @Override
        protected void fill() throws IOException {
            len = in.read(buf, 0, buf.length);
            if (len < 0 && !padded) {
                padded = true;
                buf[0] = 0;
                len = 1;
            }
            if (len < 0) {
                throw new EOFException("it breaks off");
            }
            inf.setInput(buf, 0, len);
        }

        private void end() throws IOException {
            boolean more = inf.getRemaining() > (padded ? 1 : 0) || !padded && in.read() >= 0;
            inf.end();
            ended = true;
            if (more) {
                throw new DamagedZipException("a member is longer than what it holds");
            }
        }

        @Override
        public void close() throws IOException {
            inf.end();
            ended = true;
        }
    }
}
