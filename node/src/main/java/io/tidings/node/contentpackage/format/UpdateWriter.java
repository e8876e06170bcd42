package io.tidings.node.contentpackage.format;

import io.tidings.node.agreement.Pins;
import io.tidings.node.cms.DetachedSignature;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.OperationException.Kind;
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

    /** @throws OperationException if the organisation, name or version is empty, or longer than a manifest may have it */
    public UpdateWriter(
            String organisation,
            String name,
            String version,
            SigningKey key,
            Instant at,
            Duration validity,
            SecureRandom random) {
        this.issuer = new Manifest.Party(
                text("organisation", organisation),
                List.of(Pins.ofCertificate(key.certificate()), Pins.ofKey(key.certificate())));
        this.update = new Manifest.Update(text("name", name), text("version", version));
        this.signature = new DetachedSignature(key, random);
        this.at = at;
        this.validity = validity;
    }

    private static String text(String what, String given) {
        if (given.isBlank() || given.length() > Manifest.LONGEST_TEXT) {
            throw wrong("the " + what + " of an update is to have 1 to " + Manifest.LONGEST_TEXT + " characters");
        }
        return given;
    }

    /**
     * Writes the package, whole or not at all.
     *
     * @return its digest
     * @throws OperationException if a file has a name that no package can hold, or is none but a link; nothing is written
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
                if (from.relativize(each).getNameCount() > DEPTH) {
                    throw wrong(path(from, each) + " lies too deep: at most " + DEPTH + " folders, with this one");
                }
                if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    requireName(path(from, each));
                    files.add(each);
                } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    throw wrong(each + " is neither a file nor a folder, and does not go into a package");
                }
            }
        }
        if (files.isEmpty()) {
            throw wrong("there is no file in " + from);
        }
        files.sort(java.util.Comparator.comparing(each -> Names.file(path(from, each))));
        return files;
    }

    private static void requireName(String path) {
        if (!Names.isFileName(Names.file(path))) {
            throw wrong(path + " cannot be the name of a file in a package: it is to have small letters, digits, dots,"
                    + " dashes and underscores");
        }
    }

    private static OperationException wrong(String what) {
        return new OperationException(Kind.INVALID, what);
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
