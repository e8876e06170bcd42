package io.tidings.node.contentpackage.zip;

import io.tidings.stix.bytes.ByteSlice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes members one after the other; nothing is there until {@link #finish}. Leaves the stream open. */
public final class ZipWriter {
    private final OutputStream out;
    private final List<ZipMember> members = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private long position;

    public ZipWriter(OutputStream out) {
        this.out = out;
    }

    public void add(PackedMember packed) throws IOException {
        begin(packed.member());
        for (ByteSlice each : packed.packed()) {
            out.write(each.array(), each.offset(), each.length());
        }
    }

    /**
     * Adds a member that goes into the file as it is, of any length below 4 GiB.
     *
     * @param content what lies in the file, compressed or not; exactly as long as {@code member} says
     */
    public void add(ZipMember member, InputStream content) throws IOException {
        begin(member);
        if (content.transferTo(out) != member.packedBytes()) {
            throw new IOException(member.name() + " changed while it was read");
        }
    }

    private void begin(ZipMember member) throws IOException {
        if (members.size() >= Layout.MOST_MEMBERS) {
            throw new IOException("a package holds at most " + Layout.MOST_MEMBERS + " members; make several");
        }
        if (member.bytes() > ZipMember.MOST_BYTES) {
            throw new IOException(member.name() + " is longer than 4 GiB");
        }
        members.add(member);
        offsets.add(position);
        byte[] header = Layout.local(member);
        out.write(header);
        position += header.length + member.packedBytes();
    }

    public void finish() throws IOException {
        out.write(Layout.tail(members, offsets, position));
        out.flush();
    }
}
