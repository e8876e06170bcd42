package io.tidings.node.contentpackage.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.contentpackage.zip.PackedMember;
import io.tidings.node.contentpackage.zip.ZipMember;
import io.tidings.node.contentpackage.zip.ZipReader;
import io.tidings.node.contentpackage.zip.ZipWriter;
import io.tidings.stix.bytes.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packages broken by hand: nothing that was changed is taken for whole, and whatever is read ends in a finding.
 *
 * <p>{@code -Dtidings.fuzz.packages=100000} tries so many random changes, {@code -Dtidings.fuzz.seed} repeats a run's.
 */
class HostilePackageIT {
    private static final int FUZZ = Integer.getInteger("tidings.fuzz.packages", 400);
    private static final long SEED = Long.getLong("tidings.fuzz.seed", 1L);

    @TempDir
    private Path folder;

    private SigningKey signer;
    private byte[] whole;
    private Path file;

    @BeforeEach
    void makeAPackage() throws Exception {
        signer = TestCertificates.of("Bank A").make();
        whole = new TestPackage(signer).pages(2, 3).bytes();
        file = folder.resolve("broken.tidings");
    }

    @Test
    void theWholePackageIsTakenForWhole() throws Exception {
        Checked checked = check(whole);
        assertThat(checked.manifest().objects()).isEqualTo(6);
        assertThat(checked.sums())
                .containsOnlyKeys(
                        "recalls.json",
                        "provenance/000001.json",
                        "objects/000001.json",
                        "objects/000002.json",
                        "markings.json",
                        "manifest.json");
    }

    @Test
    void everyChangeOfASingleByteIsNoticed() throws Exception {
        List<Integer> unnoticed = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            if (isTaken(changed)) {
                unnoticed.add(i);
            }
        }
        assertThat(unnoticed).as("seed %s", SEED).isEmpty();
    }

    @Test
    void everyPlaceAtWhichItMayEndIsNoticed() throws Exception {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> check(cut)).as("cut at %s", length).isInstanceOf(PackageFaultException.class);
        }
        assertThat(fault(Arrays.copyOf(whole, whole.length - 1))).isEqualTo(Fault.TRUNCATED);
    }

    @Test
    void nothingMayLieBeforeBetweenOrBehind() throws Exception {
        byte[] one = {0};
        assertThat(fault(joined(one, whole))).isEqualTo(Fault.STRUCTURE);
        assertThat(fault(joined(whole, one))).isEqualTo(Fault.STRUCTURE);
        assertThat(fault(joined(whole, whole))).isEqualTo(Fault.STRUCTURE);
        int second = indexOf(whole, "objects/000001.json") - 30;
        byte[] between =
                joined(joined(Arrays.copyOf(whole, second), one), Arrays.copyOfRange(whole, second, whole.length));
        assertThat(fault(between)).isEqualTo(Fault.STRUCTURE);
    }

    @Test
    void membersRemovedAddedSwappedRenamedOrDoubledAreNoticed() throws Exception {
        List<PackedMember> members = members();
        for (int i = 0; i < members.size(); i++) {
            List<PackedMember> less = new ArrayList<>(members);
            less.remove(i);
            assertThat(isTaken(zip(less))).as("without %s", name(members, i)).isFalse();
            List<PackedMember> twice = new ArrayList<>(members);
            twice.add(i, members.get(i));
            assertThat(isTaken(zip(twice))).as("twice %s", name(members, i)).isFalse();
            for (int j = 0; j < i; j++) {
                List<PackedMember> swapped = new ArrayList<>(members);
                Collections.swap(swapped, i, j);
                assertThat(isTaken(zip(swapped)))
                        .as("%s and %s swapped", name(members, i), name(members, j))
                        .isFalse();
            }
        }
    }

    @Test
    void noNameLeadsOutOfThePackageOrIsAnother() throws Exception {
        List<String> names = List.of(
                "../objects/000001.json",
                "/objects/000001.json",
                "objects/../000001.json",
                "objects\\000001.json",
                "C:/objects.json",
                "OBJECTS/000001.json",
                "Objects/000003.json",
                "objects/3.json",
                "objects/000003.json/",
                "objects/000003.json\u0000.txt",
                "objects/000000.json",
                "files/../x",
                "files/.hidden",
                "manifest.JSON",
                "evil.sh");
        for (String each : names) {
            for (int place = 0; place <= members().size(); place++) {
                List<PackedMember> more = new ArrayList<>(members());
                more.add(place, stored(each, "{\"objects\":[]}"));
                byte[] changed = zip(more);
                assertThat(isTaken(changed)).as("%s at %s", each, place).isFalse();
            }
        }
    }

    @Test
    void whatOneMemberHoldsCannotStandInAnother() throws Exception {
        List<PackedMember> members = members();
        int first = indexOf(members, "objects/000001.json");
        int second = indexOf(members, "objects/000002.json");
        members.set(first, renamed(members().get(second), "objects/000001.json"));
        members.set(second, renamed(members().get(first), "objects/000002.json"));
        assertThat(fault(zip(members))).isEqualTo(Fault.SUM);
    }

    @Test
    void anotherCompressionOfTheSameContentIsNoticed() throws Exception {
        List<PackedMember> members = members();
        int at = indexOf(members, "objects/000001.json");
        byte[] content = content(members.get(at));
        members.set(at, PackedMember.stored("objects/000001.json", List.of(ByteSlice.of(content))));
        assertThat(fault(zip(members))).isEqualTo(Fault.MANIFEST);
    }

    @Test
    void bombsAreRefusedBeforeTheyGoOff() throws Exception {
        byte[] zeroes = new byte[1 << 20];
        byte[] packed = deflated(zeroes);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(zeroes);
        var bomb = new ZipMember("objects/000001.json", true, crc.getValue(), packed.length, zeroes.length);
        var out = new ByteArrayOutputStream();
        ZipWriter writer = new ZipWriter(out);
        writer.add(bomb, new ByteArrayInputStream(packed));
        writer.finish();
        assertThat(fault(out.toByteArray())).isEqualTo(Fault.STRUCTURE);
        // One that says that it is shorter than it is.
        var liar = new ZipMember("objects/000001.json", true, crc.getValue(), packed.length, packed.length * 100L);
        out.reset();
        writer = new ZipWriter(out);
        writer.add(liar, new ByteArrayInputStream(packed));
        writer.finish();
        assertThat(fault(out.toByteArray())).isEqualTo(Fault.STRUCTURE);
    }

    @Test
    void aSignatureOfAnotherPackageOrNoneIsRefused() throws Exception {
        List<PackedMember> members = members();
        List<PackedMember> other = membersOf(new TestPackage(signer).pages(1, 3).bytes());
        int last = members.size() - 1;
        members.set(last, other.get(other.size() - 1));
        assertThat(fault(zip(members))).isEqualTo(Fault.SIGNATURE);
        members.set(last, stored("SHA256SUMS.p7s", ""));
        assertThat(fault(zip(members))).isEqualTo(Fault.SIGNATURE);
        assertThatThrownBy(() -> check(zip(members))).hasMessageContaining("it is empty");
        members.remove(last);
        assertThat(fault(zip(members))).isEqualTo(Fault.SIGNATURE);
    }

    @Test
    void anIssuerThatTheSignerIsNotIsRefused() throws Exception {
        SigningKey other = TestCertificates.of("Bank B").make();
        assertThat(fault(new TestPackage(signer).issuer(other.certificate()).bytes()))
                .isEqualTo(Fault.ISSUER);
    }

    /** Signed by the right key: what it says is wrong all the same. */
    @Test
    void aManifestThatTwoReadersCouldReadDifferentlyIsRefused() throws Exception {
        for (UnaryOperator<byte[]> each : List.<UnaryOperator<byte[]>>of(
                text -> changed(text, "Bank A", new byte[] {'B', (byte) 0xFF}),
                text -> changed(
                        text, "\"expires\":\"", "\"expires\":\"+10000-01-01T00:00:00Z\",\"x\":\"".getBytes(US_ASCII)),
                text -> changed(
                        text, "\"expires\":\"", "\"expires\":\"2026-13-01T00:00:00Z\",\"x\":\"".getBytes(US_ASCII)),
                text -> changed(text, "\"kind\"", "\"kind\":\"update\",\"kind\"".getBytes(US_ASCII)))) {
            assertThat(fault(withManifest(each))).isEqualTo(Fault.MANIFEST);
        }
        assertThat(check(withManifest(text -> text)).manifest().objects()).isEqualTo(6);
    }

    @Test
    void nullInAManifestIsNoText() throws Exception {
        byte[] without = withManifest(text -> changed(text, "\"tests\"", "null".getBytes(US_ASCII)));
        assertThat(check(without).manifest().purpose()).isEmpty();
    }

    /** Signed by the right key: a reader that passed over it would not see what another one takes. */
    @Test
    void whatIsInTheWrongPlaceIsRefusedAlsoFromTheSigner() throws Exception {
        for (String envelope : List.of("recalls.json", "markings.json")) {
            List<PackedMember> members = unsigned();
            int at = indexOf(members, envelope);
            members.set(at, stored(envelope, "{\"objects\":[{\"type\":\"x\"}]}"));
            assertThatThrownBy(() -> check(signed(members)))
                    .isInstanceOf(PackageFaultException.class)
                    .hasMessageContaining(envelope)
                    .hasMessageContaining("nothing else belongs there");
        }
        List<PackedMember> files = unsigned();
        files.removeIf(each -> !each.member().name().equals("manifest.json"));
        byte[] manifest = content(files.get(0));
        String none = new String(manifest, ISO_8859_1)
                .replaceFirst("\"objects\":6", "\"objects\":0")
                .replaceFirst("\"parts\":.*", "\"parts\":[]}");
        files.set(0, stored("manifest.json", none));
        assertThat(check(signed(files)).manifest().objects()).isZero();
        files.add(0, stored("files/a.txt", "a"));
        assertThatThrownBy(() -> check(signed(files))).hasMessageContaining("only updates have files");
        files.set(
                1,
                stored(
                        "manifest.json",
                        none.replace("\"objects\",", "\"update\",\"update\":{\"name\":\"a\",\"version\":\"1\"},")));
        assertThat(check(signed(files)).manifest().update()).isPresent();
        files.remove(0);
        assertThatThrownBy(() -> check(signed(files))).hasMessageContaining("has no file");
    }

    @Test
    void aListOfSumsInAnotherFormIsNotTakenForChangedMembers() throws Exception {
        assertThatThrownBy(() -> check(signed(unsigned(), list -> list.replace("\n", "\r\n"))))
                .hasMessageContaining("each as 64 small hexadecimal digits");
        assertThatThrownBy(() -> check(signed(unsigned(), list -> list.replaceFirst("[0-9a-f]", "x"))))
                .hasMessageContaining("each as 64 small hexadecimal digits");
        assertThatThrownBy(() -> check(signed(unsigned(), list -> list.replaceFirst("[0-9a-f]{64}", "0".repeat(64)))))
                .hasMessageContaining("recalls.json has another SHA-256");
    }

    private byte[] withManifest(UnaryOperator<byte[]> change) throws Exception {
        List<PackedMember> members = unsigned();
        byte[] manifest = change.apply(content(members.get(members.size() - 1)));
        members.set(members.size() - 1, PackedMember.stored("manifest.json", List.of(ByteSlice.of(manifest))));
        return signed(members);
    }

    private List<PackedMember> unsigned() throws IOException {
        List<PackedMember> members = members();
        members.removeIf(each -> each.member().name().startsWith("SHA256SUMS"));
        return members;
    }

    private byte[] signed(List<PackedMember> unsigned) throws Exception {
        return signed(unsigned, list -> list);
    }

    private byte[] signed(List<PackedMember> unsigned, UnaryOperator<String> change) throws Exception {
        List<PackedMember> members = new ArrayList<>(unsigned);
        var sums = new StringBuilder();
        for (PackedMember each : members) {
            sums.append(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content(each))))
                    .append("  ")
                    .append(each.member().name())
                    .append('\n');
        }
        byte[] list = change.apply(sums.toString()).getBytes(US_ASCII);
        members.add(PackedMember.stored("SHA256SUMS", List.of(ByteSlice.of(list))));
        byte[] signature =
                new DetachedSignature(signer, new SecureRandom()).sign(list, Instant.now(), Optional.empty());
        members.add(PackedMember.stored("SHA256SUMS.p7s", List.of(ByteSlice.of(signature))));
        return zip(members);
    }

    private static byte[] changed(byte[] text, String what, byte[] to) {
        int at = new String(text, ISO_8859_1).indexOf(what);
        assertThat(at).isPositive();
        return joined(joined(Arrays.copyOf(text, at), to), Arrays.copyOfRange(text, at + what.length(), text.length));
    }

    @Test
    void linksAndFoldersAreNoPackages() throws Exception {
        Files.write(file, whole);
        Path link = Files.createSymbolicLink(folder.resolve("link.tidings"), file);
        for (Path each : List.of(link, folder)) {
            assertThatThrownBy(() -> PackageFile.of(each, Optional.empty()))
                    .isInstanceOfSatisfying(
                            PackageFaultException.class,
                            fault -> assertThat(fault.finding().fault()).isEqualTo(Fault.STRUCTURE));
        }
    }

    /** Any input is the package itself or a finding; nothing else is thrown, and nothing else is taken. */
    @Test
    void whateverIsReadEndsInAFinding() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < FUZZ; i++) {
            byte[] fuzzed = fuzzed(random);
            if (!Arrays.equals(fuzzed, whole)) {
                assertThat(isTaken(fuzzed)).as("seed %s, number %s", SEED, i).isFalse();
            }
        }
    }

    private byte[] fuzzed(Random random) {
        byte[] fuzzed = whole.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && fuzzed.length > 1; i++) {
            int at = random.nextInt(fuzzed.length);
            int length = Math.min(1 + random.nextInt(64), fuzzed.length - at);
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            byte[] before = Arrays.copyOf(fuzzed, at);
            byte[] behind = Arrays.copyOfRange(fuzzed, at + length, fuzzed.length);
            fuzzed = switch (random.nextInt(4)) {
                case 0 -> joined(before, behind);
                case 1 -> joined(joined(before, noise), Arrays.copyOfRange(fuzzed, at, fuzzed.length));
                case 2 -> joined(joined(before, noise), behind);
                default -> {
                    int from = random.nextInt(fuzzed.length);
                    byte[] copy = Arrays.copyOfRange(fuzzed, from, Math.min(fuzzed.length, from + 200));
                    yield joined(joined(before, copy), behind);
                }
            };
        }
        return fuzzed;
    }

    private Checked check(byte[] bytes) throws IOException, PackageFaultException {
        Files.write(file, bytes);
        return PackageCheck.check(PackageFile.of(file, Optional.empty()), objects -> {});
    }

    private boolean isTaken(byte[] bytes) throws IOException {
        try {
            check(bytes);
            return true;
        } catch (PackageFaultException noticed) {
            assertThat(noticed.finding().problem()).isNotBlank();
            return false;
        }
    }

    private Fault fault(byte[] bytes) throws IOException {
        try {
            check(bytes);
        } catch (PackageFaultException noticed) {
            return noticed.finding().fault();
        }
        throw new AssertionError("it was taken for whole");
    }

    private List<PackedMember> members() throws IOException {
        return membersOf(whole);
    }

    private static List<PackedMember> membersOf(byte[] zip) throws IOException {
        List<PackedMember> members = new ArrayList<>();
        ZipReader reader = new ZipReader(new ByteArrayInputStream(zip));
        for (var each = reader.next(); each.isPresent(); each = reader.next()) {
            byte[] content =
                    ZipReader.unpacked(each.get(), reader.packed(each.get())).readAllBytes();
            List<ByteSlice> slices = List.of(ByteSlice.of(content));
            String name = each.get().name();
            members.add(
                    each.get().deflated() ? PackedMember.deflated(name, slices) : PackedMember.stored(name, slices));
        }
        return members;
    }

    private static byte[] content(PackedMember packed) throws IOException {
        var out = new ByteArrayOutputStream();
        for (ByteSlice each : packed.packed()) {
            each.writeTo(out);
        }
        return ZipReader.unpacked(packed.member(), out.toByteArray()).readAllBytes();
    }

    private static PackedMember renamed(PackedMember packed, String name) throws IOException {
        List<ByteSlice> content = List.of(ByteSlice.of(content(packed)));
        return packed.member().deflated() ? PackedMember.deflated(name, content) : PackedMember.stored(name, content);
    }

    private static PackedMember stored(String name, String content) {
        return PackedMember.stored(name, List.of(ByteSlice.of(content.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] zip(List<PackedMember> members) throws IOException {
        var out = new ByteArrayOutputStream();
        ZipWriter writer = new ZipWriter(out);
        for (PackedMember each : members) {
            writer.add(each);
        }
        writer.finish();
        return out.toByteArray();
    }

    private static String name(List<PackedMember> members, int at) {
        return members.get(at).member().name();
    }

    private static int indexOf(List<PackedMember> members, String name) {
        for (int i = 0; i < members.size(); i++) {
            if (name(members, i).equals(name)) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static byte[] deflated(byte[] content) {
        var deflater = new java.util.zip.Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] out = new byte[content.length];
        int count = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, count);
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] all = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        return all;
    }
}
