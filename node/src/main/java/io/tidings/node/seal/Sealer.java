package io.tidings.node.seal;

import io.tidings.stix.bytes.ByteSlice;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Seals batches with the node's own key. For any number of threads. */
public final class Sealer {
    private final Supplier<Optional<PrivateSealKey>> key;
    private final Signatory by;
    private final SecureRandom random;

    /** @param key the one in use now; absent where the node does not sign */
    public Sealer(Supplier<Optional<PrivateSealKey>> key, Signatory by, SecureRandom random) {
        this.key = key;
        this.by = by;
        this.random = random;
    }

    /** For a node that does not sign. */
    public static Sealer none() {
        return new Sealer(Optional::empty, new Signatory("", Optional.empty(), List.of()), new SecureRandom());
    }

    /** An object to be sealed, and the way it came so far. */
    public record Subject(ByteSlice content, Optional<Chain> came) {}

    /**
     * The chains of some objects as they are once this node has sealed them, in their order. Without a key, they stay
     * as they came. An object without canonical form, or whose chain is as long as chains may be, is not sealed.
     */
    public List<Optional<Chain>> seal(List<Subject> subjects, Step step, Instant at) {
        Optional<PrivateSealKey> current = key.get();
        if (current.isEmpty()) {
            return subjects.stream().map(Subject::came).toList();
        }
        List<Optional<Chain>> sealed = new ArrayList<>(subjects.size());
        for (int from = 0; from < subjects.size(); from += TreePart.PLACES) {
            List<Subject> batch = subjects.subList(from, Math.min(subjects.size(), from + TreePart.PLACES));
            sealed.addAll(batch(batch, step, at, current.get()));
        }
        return sealed;
    }

    private List<Optional<Chain>> batch(List<Subject> subjects, Step step, Instant at, PrivateSealKey with) {
        int[] places = places(subjects.size());
        byte[] salts = random(subjects.size() * Leaf.SALT); // at once: each call for random bytes has its price
        MessageDigest sha256 = Bytes.sha256();
        List<Optional<Start>> starts = new ArrayList<>(subjects.size());
        SortedMap<Integer, byte[]> leaves = new TreeMap<>();
        for (int i = 0; i < subjects.size(); i++) {
            byte[] salt = Arrays.copyOfRange(salts, i * Leaf.SALT, (i + 1) * Leaf.SALT);
            Optional<Start> start = start(subjects.get(i), places[i], salt, sha256);
            starts.add(start);
            start.ifPresent(each -> leaves.put(each.place(), each.leaf()));
        }
        if (leaves.isEmpty()) {
            return subjects.stream().map(Subject::came).toList();
        }
        TreePart tree = TreePart.grow(leaves, () -> random(Bytes.DIGEST));
        var part = new SealPart(
                Seal.sign(new Seal.Contents(by, step, at.truncatedTo(ChronoUnit.MILLIS), tree.root()), with), tree);
        List<Optional<Chain>> sealed = new ArrayList<>(subjects.size());
        for (int i = 0; i < subjects.size(); i++) {
            Optional<Chain> came = subjects.get(i).came();
            sealed.add(starts.get(i)
                    .map(start -> Chain.longer(
                            came, start.object(), new Link(part, start.place(), start.salt()), start.leaf()))
                    .or(() -> came));
        }
        return sealed;
    }

    /** A link before its batch is sealed. */
    private record Start(byte[] object, int place, byte[] salt, byte[] leaf) {}

    private static Optional<Start> start(Subject subject, int place, byte[] salt, MessageDigest sha256) {
        Optional<byte[]> object = subject.came().isPresent()
                ? subject.came()
                        .filter(chain -> chain.links().size() < Chain.LONGEST)
                        .map(Chain::object)
                : Leaf.object(subject.content());
        return object.map(digest -> new Start(
                digest, place, salt, Leaf.hash(sha256, digest, subject.came().map(chain -> chain.end(sha256)), salt)));
    }

    /** Different places, each as likely as any other. */
    private int[] places(int count) {
        int[] all = IntStream.range(0, TreePart.PLACES).toArray();
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(TreePart.PLACES - i);
            int place = all[other];
            all[other] = all[i];
            all[i] = place;
        }
        return Arrays.copyOf(all, count);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
