package io.tidings.node.contentpackage.format;

import io.tidings.node.agreement.Pins;
import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.file.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts files of a program, or of data that goes with it, into a signed package. */
public final class UpdateWriter {
    private static final int DEPTH = 8;

    private final Manifest.Party issuer;
    private final Manifest.Update update;
    private final DetachedSignature signature;
    private final Instant at;
    private final Duration validity;
    private String sha256 = "";

    public UpdateWriter(
            String organisation,
            String name,
            String version,
            SigningKey key,
            Instant at,
            Duration validity,
            SecureRandom random) {
        this.issuer = new Manifest.Party(
                organisation, List.of(Pins.ofCertificate(key.certificate()), Pins.ofKey(key.certificate())));
        this.update = new Manifest.Update(name, version);
        this.signature = new DetachedSignature(key, random);
        this.at = at;
        this.validity = validity;
    }

    /**
     * Writes the package, whole or not at all.
     *
     * @return its digest
     * @throws IOException also if a file has a name that no package can hold, or is none but a link
     */
    public String write(Path from, Path out) throws IOException {
        List<Path> files = files(from);
        PrivateFiles.write(out, to -> write(from, files, to));
        return sha256;
    }

    private static List<Path> files(Path from) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(from, DEPTH + 1)) {
            for (Path each : all.toList()) {
                if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(each);
                } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(each + " is neither a file nor a folder, and does not go into a package");
                }
            }
        }
        if (files.isEmpty()) {
            throw new IOException("there is no file in " + from);
        }
        files.sort(java.util.Comparator.comparing(each -> Names.file(path(from, each))));
        return files;
    }

    private static String path(Path from, Path file) {
        return from.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private void write(Path from, List<Path> files, OutputStream out) throws IOException {
        try (PackageWriter writer = new PackageWriter(out)) {
            for (Path each : files) {
                writer.addFile(path(from, each), each);
            }
            sha256 = writer.finish(this::manifest, signature, at, Optional.empty())
                    .sha256();
        }
    }

    private Manifest manifest(List<Manifest.Part> parts) {
        return new Manifest(
                Manifest.Kind.UPDATE,
                issuer,
                List.of(),
                Optional.empty(),
                at,
                at.plus(validity),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(update),
                parts);
    }
}
