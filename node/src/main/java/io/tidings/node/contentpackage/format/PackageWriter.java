package io.tidings.node.contentpackage.format;

import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.SignatureCheck;
import io.tidings.node.cms.SignatureFaultException;
import io.tidings.node.contentpackage.zip.PackedMember;
import io.tidings.node.contentpackage.zip.ZipMember;
import io.tidings.node.contentpackage.zip.ZipWriter;
import io.tidings.stix.bytes.ByteSlice;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * Writes one package. Memory: a few pages of objects, however many there are; pages are compressed on threads of its own
 * while the next one is fetched. For one thread.
 */
public final class PackageWriter implements AutoCloseable {
    private static final int BUFFER = 256 << 10;
    private static final int THREADS = 2;
    private static final int UNDERWAY = 4; // members: two pages with their provenance
    private static final ByteSlice OPENING = ByteSlice.ofText("{\"objects\":[");
    private static final ByteSlice COMMA = ByteSlice.ofText(",");
    private static final ByteSlice CLOSING = ByteSlice.ofText("]}\n");

    private final ZipWriter zip;
    private final BiFunction<String, List<ByteSlice>, PackedMember> packing;
    private final ExecutorService packer = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "package-packer");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Future<Packed>> underway = new ArrayDeque<>();
    private final StringBuilder sums = new StringBuilder();
    private final List<Manifest.Part> parts = new ArrayList<>();
    private long objects;
    private int pages;

    /** One that compresses. */
    public PackageWriter(OutputStream out) {
        this(out, true);
    }

    /**
     * @param out left open
     * @param compress objects, recalls and markings
     */
    public PackageWriter(OutputStream out, boolean compress) {
        this.zip = new ZipWriter(new BufferedOutputStream(out, BUFFER));
        this.packing = compress ? PackedMember::deflated : PackedMember::stored;
    }

    private record Packed(PackedMember member, String sha256, Manifest.Part part) {}

    /** A package that was written. {@code sha256} is its digest: that of its {@code SHA256SUMS}. */
    public record Written(Manifest manifest, String sha256) {}

    /**
     * Adds a page of objects.
     *
     * @param runs one object each, or several joined by commas; not to be changed until the package is written
     * @param count of objects
     * @param provenance makes what is known of their way, on another thread; absent where nothing is
     */
    public void add(List<ByteSlice> runs, int count, Optional<Supplier<PageChains>> provenance) throws IOException {
        pages++;
        if (provenance.isPresent()) {
            String name = Names.provenance(pages);
            // Digests and salts are random: compressing them takes long and gains little.
            pack(() ->
                    packed(name, 0, List.of(ByteSlice.of(provenance.get().get().text())), PackedMember::stored));
        }
        String name = Names.objects(pages);
        pack(() -> packed(name, count, envelope(runs), packing));
        objects += count;
    }

    /** Adds recalls, as objects of their own type. At most once, before the objects. */
    public void addRecalls(List<ByteSlice> recalls) throws IOException {
        pack(() -> packed(Names.RECALLS, 0, envelope(recalls), packing));
    }

    /** Adds the marking definitions that objects refer to and that are not among them. At most once, after the objects. */
    public void addMarkings(List<ByteSlice> definitions) throws IOException {
        pack(() -> packed(Names.MARKINGS, 0, envelope(definitions), packing));
    }

    /**
     * Adds a file.
     *
     * @param path of letters in lower case, digits, dots, dashes and slashes
     * @throws IOException also if it is of another name
     */
    public void addFile(String path, Path file) throws IOException {
        String name = Names.file(path);
        if (!Names.isFileName(name)) {
            throw new IOException(path + " cannot be the name of a file in a package: it is to have small letters,"
                    + " digits, dots, dashes and underscores");
        }
        MessageDigest digest = Digests.sha256();
        CRC32 crc = new CRC32();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                crc.update(buffer, 0, count);
            }
        }
        drain(0);
        long bytes = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            zip.add(new ZipMember(name, false, crc.getValue(), bytes, bytes), in);
        }
        sum(Digests.text(digest.digest()), name);
    }

    /** How many objects were added. */
    public long objects() {
        return objects;
    }

    /**
     * Writes the rest: manifest, sums and signature.
     *
     * @param manifest made of the parts that were written
     */
    public Written finish(
            Function<List<Manifest.Part>, Manifest> manifest,
            DetachedSignature signature,
            Instant at,
            Optional<DetachedSignature.Stamp> stamp)
            throws IOException {
        drain(0);
        Manifest made = manifest.apply(List.copyOf(parts));
        byte[] text = made.text().getBytes(StandardCharsets.UTF_8);
        add(Names.MANIFEST, text);
        sum(Digests.of(text), Names.MANIFEST);
        byte[] list = sums.toString().getBytes(StandardCharsets.US_ASCII);
        add(Names.SUMS, list);
        add(Names.SIGNATURE, signed(list, signature.sign(list, at, stamp)));
        zip.finish();
        return new Written(made, Digests.of(list));
    }

    // A key that does not belong to its certificate is found out here and not at the recipient's.
    private static byte[] signed(byte[] list, byte[] signature) throws IOException {
        try {
            new SignatureCheck().check(list, signature);
            return signature;
        } catch (SignatureFaultException wrong) {
            throw new IOException("what this node signs does not verify: " + wrong.getMessage(), wrong);
        }
    }

    private void add(String name, byte[] content) throws IOException {
        zip.add(PackedMember.stored(name, List.of(ByteSlice.of(content))));
    }

    private void sum(String sha256, String name) {
        sums.append(sha256).append("  ").append(name).append('\n');
    }

    private static List<ByteSlice> envelope(List<ByteSlice> runs) {
        List<ByteSlice> envelope = new ArrayList<>(runs.size() * 2 + 1);
        envelope.add(OPENING);
        for (ByteSlice run : runs) {
            if (envelope.size() > 1) {
                envelope.add(COMMA);
            }
            envelope.add(run);
        }
        envelope.add(CLOSING);
        return envelope;
    }

    private void pack(Callable<Packed> packing) throws IOException {
        drain(UNDERWAY - 1);
        underway.add(packer.submit(packing));
    }

    private static Packed packed(
            String name, long count, List<ByteSlice> content, BiFunction<String, List<ByteSlice>, PackedMember> how) {
        PackedMember member = how.apply(name, content);
        Optional<String> sum = member.member().deflated() ? Optional.of(Digests.of(member.packed())) : Optional.empty();
        return new Packed(member, Digests.of(content), new Manifest.Part(name, count, sum));
    }

    private void drain(int left) throws IOException {
        while (underway.size() > left) {
            Packed packed = taken(underway.remove());
            zip.add(packed.member());
            sum(packed.sha256(), packed.part().name());
            parts.add(packed.part());
        }
    }

    private static Packed taken(Future<Packed> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing a package", interrupted);
        } catch (ExecutionException failed) {
            throw new IOException("a part of the package could not be packed: " + failed.getCause(), failed);
        }
    }

    @Override
    public void close() {
        packer.shutdownNow();
    }
}
