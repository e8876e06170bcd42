package io.tidings.node.contentpackage.format;

import io.tidings.node.agreement.Pins;
import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.seal.ChainAssembly;
import io.tidings.stix.bytes.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A small package, made as a node makes it. */
public final class TestPackage {
    static final UUID CHAIN = UUID.fromString("8c0e2a52-5a0e-4a8e-9d57-6f1f6c5b4d11");
    static final UUID COLLECTION = UUID.fromString("91a7b528-80eb-42ed-a74d-c6fbd5a26116");

    private final SigningKey signer;
    private final List<Manifest.Party> recipients = new ArrayList<>();
    private Optional<List<String>> issuerPins = Optional.empty();
    private Instant created = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private Duration validity = Duration.ofDays(30);
    private int pages = 2;
    private int objects = 20;
    private Optional<DetachedSignature.Stamp> stamp = Optional.empty();

    public TestPackage(SigningKey signer) {
        this.signer = signer;
    }

    public TestPackage recipient(X509Certificate certificate) {
        recipients.add(new Manifest.Party("bank-b", List.of(Pins.ofCertificate(certificate))));
        return this;
    }

    TestPackage issuer(X509Certificate certificate) {
        issuerPins = Optional.of(List.of(Pins.ofCertificate(certificate)));
        return this;
    }

    public TestPackage created(Instant at, Duration validFor) {
        created = at;
        validity = validFor;
        return this;
    }

    public TestPackage pages(int count, int objectsEach) {
        pages = count;
        objects = objectsEach;
        return this;
    }

    TestPackage stamped(DetachedSignature.Stamp by) {
        stamp = Optional.of(by);
        return this;
    }

    public static ByteSlice object(int number) {
        String id = new UUID(number * 31L, 0x8000_0000_0000_0000L | number).toString();
        id = id.substring(0, 14) + "4" + id.substring(15);
        return ByteSlice.ofText("{\"type\":\"domain-name\",\"spec_version\":\"2.1\",\"id\":\"domain-name--" + id
                + "\",\"value\":\"host" + number + ".example\"}");
    }

    private static ByteSlice ofType(String type, String more) {
        return ByteSlice.ofText("{\"type\":\"" + type + "\",\"spec_version\":\"2.1\",\"id\":\"" + type
                + "--2a0f5c1e-6f61-4d0b-8f0e-5b7f2c9d1e44\",\"created\":\"2026-05-01T08:00:00.000Z\"" + more + "}");
    }

    /** Every second object has one link, of a seal that is none. */
    static PageChains chains(int objects) {
        List<PageChains.Way> ways = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            ways.add(
                    i % 2 == 0
                            ? new PageChains.Way(new byte[32], List.of(new ChainAssembly.Place(0, i, new byte[16])))
                            : PageChains.Way.NONE);
        }
        return new PageChains(List.of(new PageChains.SealText("no.real.seal", List.of(new byte[32]))), ways);
    }

    public byte[] bytes() throws Exception {
        var out = new ByteArrayOutputStream();
        writeTo(out);
        return out.toByteArray();
    }

    void writeTo(OutputStream out) throws IOException {
        try (PackageWriter writer = new PackageWriter(out)) {
            if (pages > 0) {
                writer.addRecalls(List.of(ofType("x-tidings-recall", "")));
            }
            for (int page = 0; page < pages; page++) {
                List<ByteSlice> runs = new ArrayList<>();
                for (int i = 0; i < objects; i++) {
                    runs.add(object(page * objects + i));
                }
                writer.add(runs, objects, page == 0 ? Optional.of(() -> chains(objects)) : Optional.empty());
            }
            if (pages > 0) {
                writer.addMarkings(List.of(ofType(
                        "marking-definition",
                        ",\"definition_type\":\"statement\",\"definition\":{\"statement\":\"for tests\"}")));
            }
            writer.finish(
                    parts -> manifest(writer.objects(), parts),
                    new DetachedSignature(signer, new SecureRandom()),
                    created,
                    stamp);
        }
    }

    public Path in(Path folder) throws Exception {
        return Files.write(folder.resolve("package.tidings"), bytes());
    }

    private Manifest manifest(long count, List<Manifest.Part> parts) {
        return new Manifest(
                Manifest.Kind.OBJECTS,
                new Manifest.Party(
                        "Bank A", issuerPins.orElseGet(() -> List.of(Pins.ofCertificate(signer.certificate())))),
                recipients,
                Optional.of(new Manifest.Step(
                        CHAIN,
                        1,
                        true,
                        Optional.empty(),
                        COLLECTION,
                        "indicators",
                        Optional.empty(),
                        Optional.of(created))),
                created,
                created.plus(validity),
                count,
                Optional.of("tests"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                parts);
    }
}
