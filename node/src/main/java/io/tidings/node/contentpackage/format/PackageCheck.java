package io.tidings.node.contentpackage.format;

import io.tidings.node.api.wire.WireException;
import io.tidings.node.cms.CheckedSignature;
import io.tidings.node.cms.SignatureCheck;
import io.tidings.node.cms.SignatureFaultException;
import io.tidings.node.contentpackage.zip.DamagedZipException;
import io.tidings.node.contentpackage.zip.ZipMember;
import io.tidings.node.contentpackage.zip.ZipReader;
import io.tidings.stix.content.MalformedContentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a package from a stranger to its end and sees that it is what its signer signed, and that every part of it can be
 * read. Nothing of it is used before. Memory: a few parts, however long it is. For one package and one thread.
 */
public final class PackageCheck {
    private static final int THREADS = 2;
    private static final int UNDERWAY = 4;
    private static final long MOST_UNDERWAY = 64L << 20;
    private static final int WORTH_A_THREAD = 256 << 10;
    private static final int BUFFER = 256 << 10;
    private static final long MOST_RECALLS = 32 << 20;

    private final PackageFile file;
    private final LongConsumer progress;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "package-check");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Underway> underway = new ArrayDeque<>();
    private final Map<String, String> sums = new LinkedHashMap<>();
    private final List<Manifest.Part> parts = new ArrayList<>();
    private final Map<String, byte[]> held = new LinkedHashMap<>();
    private Optional<String> last = Optional.empty();
    private OptionalLong announced = OptionalLong.empty();
    private long objects;
    private long bytesUnderway;

    private PackageCheck(PackageFile file, LongConsumer progress) {
        this.file = file;
        this.progress = progress;
    }

    /**
     * @param progress told how many objects were looked at
     * @throws PackageFaultException if it is not what was signed, or was not signed at all; with the first fault found
     * @throws IOException if the file cannot be read
     */
    public static Checked check(PackageFile file, LongConsumer progress) throws IOException, PackageFaultException {
        var check = new PackageCheck(file, progress);
        try {
            return check.run();
        } finally {
            check.workers.shutdownNow();
        }
    }

    /**
     * What was found out about a part.
     *
     * @param about how many objects it holds, or is about
     */
    private record Part(String sha256, Manifest.Part part, long about, byte[] kept) {}

    private record Underway(Future<Part> part, long bytes) {}

    private Checked run() throws IOException, PackageFaultException {
        try (InputStream in = file.open()) {
            try {
                return conclude(proven(in));
            } catch (UnprovenException unproven) {
                throw file.told(unproven.fault(), in);
            }
        }
    }

    /** A fault in what nobody is known to have signed. */
    private static final class UnprovenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient PackageFaultException fault;

        UnprovenException(PackageFaultException fault) {
            super(fault);
            this.fault = fault;
        }

        PackageFaultException fault() {
            return fault;
        }
    }

    private CheckedSignature proven(InputStream in) throws IOException, UnprovenException {
        try {
            read(in);
            return signed();
        } catch (PackageFaultException fault) {
            throw new UnprovenException(fault);
        }
    }

    private void read(InputStream in) throws IOException, PackageFaultException {
        try {
            ZipReader zip = new ZipReader(in);
            for (Optional<ZipMember> each = zip.next(); each.isPresent(); each = zip.next()) {
                member(zip, each.get());
            }
            drain(0, 0);
        } catch (DamagedZipException damaged) {
            Fault fault = damaged.isCut() ? Fault.TRUNCATED : Fault.STRUCTURE;
            throw new PackageFaultException(fault, String.valueOf(damaged.getMessage()), damaged);
        } catch (IOException failed) {
            if (!file.isEncrypted()) {
                throw failed;
            }
            throw new PackageFaultException(
                    Fault.STRUCTURE, "it is not what was encrypted, or breaks off: " + failed.getMessage(), failed);
        }
    }

    private void member(ZipReader zip, ZipMember member) throws IOException, PackageFaultException {
        String name = member.name();
        if (!Names.mayFollow(last, name)) {
            throw new PackageFaultException(
                    Fault.MEMBERS,
                    "the member \"" + name.replaceAll("[^ -~]", "?") + "\" "
                            + (Names.isOne(name)
                                    ? "does not belong "
                                            + last.map("behind "::concat).orElse("to the beginning")
                                    : "has a name that no member of a package has"));
        }
        last = Optional.of(name);
        switch (name) {
            case Names.MANIFEST -> keep(zip, member, Manifest.MOST_BYTES);
            case Names.SUMS -> keep(zip, member, Manifest.MOST_BYTES);
            case Names.SIGNATURE -> keep(zip, member, SignatureCheck.MOST_BYTES);
            default -> {
                if (Names.isFile(name)) {
                    passThrough(zip, member);
                } else {
                    part(zip, member);
                }
            }
        }
    }

    private void keep(ZipReader zip, ZipMember member, int most) throws IOException, PackageFaultException {
        drain(0, 0);
        requireStored(member);
        if (member.bytes() > most) {
            throw new PackageFaultException(Fault.MEMBERS, member.name() + " is longer than " + most + " bytes");
        }
        byte[] content = zip.content(member).readAllBytes();
        held.put(member.name(), content);
        if (member.name().equals(Names.MANIFEST)) {
            sums.put(member.name(), Digests.of(content));
        }
    }

    private void passThrough(ZipReader zip, ZipMember member) throws IOException, PackageFaultException {
        requireStored(member);
        MessageDigest digest = Digests.sha256();
        InputStream content = zip.content(member);
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        sums.put(member.name(), Digests.text(digest.digest()));
    }

    // What is compressed can be written in many ways; the manifest says which one it is.
    private static void requireStored(ZipMember member) throws PackageFaultException {
        if (member.deflated()) {
            throw new PackageFaultException(Fault.MEMBERS, member.name() + " is compressed, and is to be stored");
        }
    }

    private void part(ZipReader zip, ZipMember member) throws IOException, PackageFaultException {
        long most = member.name().equals(Names.RECALLS) ? MOST_RECALLS : PartReader.MOST_BYTES;
        if (member.bytes() > most || member.packedBytes() > most) {
            throw new PackageFaultException(Fault.MEMBERS, member.name() + " is longer than " + most + " bytes");
        }
        long bytes = member.bytes() + member.packedBytes();
        drain(UNDERWAY - 1, MOST_UNDERWAY - bytes);
        byte[] packed = zip.packed(member);
        FutureTask<Part> task = new FutureTask<>(() -> examined(member, packed));
        underway.add(new Underway(task, bytes));
        bytesUnderway += bytes;
        if (member.bytes() < WORTH_A_THREAD) {
            task.run();
        } else {
            workers.execute(task);
        }
    }

    private static Part examined(ZipMember member, byte[] packed) throws IOException, PackageFaultException {
        byte[] content = PartReader.content(member, packed);
        long count = count(member.name(), content);
        return new Part(
                Digests.of(content),
                new Manifest.Part(
                        member.name(),
                        Names.isObjects(member.name()) ? count : 0,
                        member.deflated() ? Optional.of(Digests.of(packed)) : Optional.empty()),
                count,
                isKept(member.name()) ? content : new byte[0]);
    }

    private static boolean isKept(String name) {
        return name.equals(Names.MARKINGS) || name.equals(Names.RECALLS);
    }

    private static long count(String name, byte[] content) throws IOException, PackageFaultException {
        try {
            return Names.isProvenance(name)
                    ? PageChainsReader.count(content)
                    : PartReader.count(content, Names.onlyType(name));
        } catch (MalformedContentException malformed) {
            throw new PackageFaultException(
                    Fault.MEMBERS, name + " is no envelope of objects: " + malformed.getMessage());
        } catch (IllegalArgumentException malformed) {
            throw new PackageFaultException(
                    Fault.MEMBERS, name + " is no provenance of objects: " + malformed.getMessage(), malformed);
        }
    }

    /** @param bytes that may stay as well; long parts of a stranger's would not fit into memory together */
    private void drain(int left, long bytes) throws IOException, PackageFaultException {
        while (underway.size() > left || !underway.isEmpty() && bytesUnderway > bytes) {
            Underway oldest = underway.remove();
            bytesUnderway -= oldest.bytes();
            Part part = taken(oldest.part());
            String name = part.part().name();
            if (Names.isProvenance(name)) {
                announced = OptionalLong.of(part.about());
            } else {
                requireAnnounced(name, part.about());
                announced = OptionalLong.empty();
            }
            sums.put(name, part.sha256());
            parts.add(part.part());
            objects += part.part().objects();
            if (isKept(name)) {
                held.put(name, part.kept());
            }
            progress.accept(objects);
        }
    }

    /** Provenance names no objects: it goes by their order, so there must be as many. */
    private void requireAnnounced(String name, long count) throws PackageFaultException {
        if (announced.isPresent() && announced.getAsLong() != count) {
            throw new PackageFaultException(
                    Fault.MEMBERS,
                    name + " holds " + count + " objects, and the provenance before it is about "
                            + announced.getAsLong());
        }
    }

    private static Part taken(Future<Part> future) throws IOException, PackageFaultException {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while checking a package", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PackageFaultException fault) {
                throw fault;
            }
            if (failed.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a part could not be examined", failed);
        }
    }

    private CheckedSignature signed() throws PackageFaultException {
        byte[] list = required(Names.SUMS, Fault.MEMBERS);
        byte[] signature = required(Names.SIGNATURE, Fault.SIGNATURE);
        required(Names.MANIFEST, Fault.MEMBERS);
        CheckedSignature signed = signature(list, signature);
        requireSums(list);
        return signed;
    }

    private Checked conclude(CheckedSignature signed) throws PackageFaultException {
        byte[] list = required(Names.SUMS, Fault.MEMBERS);
        Manifest manifest = manifest(required(Names.MANIFEST, Fault.MEMBERS));
        requireMembersOf(manifest.kind());
        if (!manifest.parts().equals(parts) || manifest.objects() != objects) {
            throw new PackageFaultException(
                    Fault.MANIFEST,
                    "it does not list the parts of the package as they are, with " + objects + " objects");
        }
        if (!Checked.names(manifest.issuer().pins(), signed.certificate())) {
            throw new PackageFaultException(
                    Fault.ISSUER,
                    "the manifest names another certificate of "
                            + manifest.issuer().name() + " than the one that signed");
        }
        return new Checked(
                file,
                manifest,
                Digests.of(list),
                signed,
                java.util.Collections.unmodifiableMap(sums),
                held.getOrDefault(Names.RECALLS, new byte[0]),
                held.getOrDefault(Names.MARKINGS, new byte[0]));
    }

    /** What a program passes over without a word, another might take. */
    private void requireMembersOf(Manifest.Kind kind) throws PackageFaultException {
        boolean files = sums.keySet().stream().anyMatch(Names::isFile);
        boolean fits = switch (kind) {
            case OBJECTS -> !files;
            case ACKNOWLEDGEMENT -> !files && parts.isEmpty();
            case UPDATE -> files;
        };
        if (!fits) {
            throw new PackageFaultException(
                    Fault.MEMBERS,
                    "it is of the kind " + kind.text() + ", and "
                            + (files ? "only updates have files" : parts.isEmpty() ? "has no file" : "has parts"));
        }
    }

    private byte[] required(String name, Fault fault) throws PackageFaultException {
        byte[] content = held.get(name);
        if (content == null) {
            throw new PackageFaultException(fault, "the member " + name + " is missing");
        }
        return content;
    }

    private static CheckedSignature signature(byte[] list, byte[] signature) throws PackageFaultException {
        try {
            return new SignatureCheck().check(list, signature);
        } catch (SignatureFaultException wrong) {
            Fault fault = switch (wrong.reason()) {
                case FORM, VALUE -> Fault.SIGNATURE;
                case ALGORITHM -> Fault.ALGORITHM;
                case TIME_STAMP -> Fault.TIME_STAMP;
            };
            throw new PackageFaultException(fault, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** The list has one form, so it is made anew from the members and compared. */
    private void requireSums(byte[] list) throws PackageFaultException {
        var wanted = new StringBuilder();
        sums.forEach((name, sha256) ->
                wanted.append(sha256).append("  ").append(name).append('\n'));
        if (Arrays.equals(wanted.toString().getBytes(StandardCharsets.US_ASCII), list)) {
            return;
        }
        String text = new String(list, StandardCharsets.US_ASCII);
        for (Map.Entry<String, String> each : sums.entrySet()) {
            Matcher listed = Pattern.compile(
                            "^([0-9a-f]{64})  " + Pattern.quote(each.getKey()) + "$", Pattern.MULTILINE)
                    .matcher(text);
            if (listed.find() && !each.getValue().equals(listed.group(1))) {
                throw new PackageFaultException(Fault.SUM, each.getKey() + " has another SHA-256 than was signed");
            }
        }
        throw new PackageFaultException(
                Fault.SUM,
                Names.SUMS
                        + " does not list exactly the members there are, in their order, each as 64 small hexadecimal"
                        + " digits, two spaces, its name and a line feed");
    }

    private static Manifest manifest(byte[] text) throws PackageFaultException {
        try {
            return Manifest.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString());
        } catch (CharacterCodingException wrong) { // another program might read another name out of it
            throw new PackageFaultException(Fault.MANIFEST, "it is not UTF-8 (RFC 3629)", wrong);
        } catch (WireException | ArithmeticException wrong) {
            throw new PackageFaultException(Fault.MANIFEST, String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
