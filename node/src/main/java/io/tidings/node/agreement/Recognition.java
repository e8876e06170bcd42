package io.tidings.node.agreement;

import io.tidings.taxii.server.backend.Credentials;
import io.tidings.taxii.server.backend.Credentials.Scheme;
import io.tidings.taxii.server.backend.RefusedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who sends a request: a peer by its certificate, a client by certificate, password or token, by the agreements in force
 * at that moment. Blocks for a good part of a second on a secret not seen lately; call it from a worker. Safe from any
 * thread.
 *
 * <p>A client's token is its name, a dot and a random part ({@link #token}): the name says whose hash to compare with.
 */
public final class Recognition {
    private static final int MOST_SECRET_CHARS = 1024;

    private final Supplier<AgreementBook> book;
    private final PeerCertificates certificates;
    private final SecretCheck secrets;
    private final FailureLimit failures;
    private final Refusals refusals;
    private final CutOff cutOff;

    /** @param random for this process's own keys */
    public Recognition(
            Supplier<AgreementBook> book, SlowHash slow, Clock clock, SecureRandom random, Refusals refusals) {
        this(book, slow, clock, random, refusals, CutOff.ofNobody());
    }

    /** As above, for a node that can be cut off. */
    public Recognition(
            Supplier<AgreementBook> book,
            SlowHash slow,
            Clock clock,
            SecureRandom random,
            Refusals refusals,
            CutOff cutOff) {
        this.book = book;
        this.cutOff = cutOff;
        this.certificates = new PeerCertificates(book, clock, cutOff);
        this.secrets = new SecretCheck(slow, clock, random);
        this.failures = new FailureLimit(clock);
        this.refusals = refusals;
    }

    /** The bearer token of client {@code name} with {@code secret}, which is the part that its file has the hash of. */
    public static String token(String name, String secret) {
        return name + "." + secret;
    }

    /** Forgets which secrets were right; to be called when the agreements changed. */
    public void forget() {
        secrets.forget();
    }

    /**
     * Whose credentials these are.
     *
     * @return empty if they are missing, wrong, expired, or not from an allowed address; the log says which
     * @throws RefusedException 403 while a client is cut off, 429 after too many failures, 503 if too many secrets are being compared
     */
    public Optional<Principal> recognise(Credentials credentials) {
        Optional<Principal> byCertificate = byCertificate(credentials);
        if (byCertificate.isPresent()) {
            return byCertificate;
        }
        Scheme scheme = credentials.scheme();
        if (scheme instanceof Scheme.Basic basic) {
            return bySecret(basic.user(), basic.password(), Client::passwordHash, credentials);
        }
        if (scheme instanceof Scheme.Bearer bearer) {
            return byToken(bearer.token(), credentials);
        }
        if (scheme instanceof Scheme.Unknown) {
            refusals.tell(Refusal.UNKNOWN_SCHEME, "an Authorization header from " + credentials.remoteAddress());
        } else if (credentials.certificates().isEmpty()) {
            refusals.tell(Refusal.NO_CREDENTIALS, "a request from " + credentials.remoteAddress());
        }
        return Optional.empty();
    }

    /**
     * To be asked at the end of what takes its time, and now and then in between.
     *
     * @throws RefusedException 403 if the principal was cut off meanwhile
     */
    public void requireShared(Principal principal) {
        notCutOff(principal);
    }

    /** Notes that someone known asked for what is not granted. */
    public void notGranted(Principal principal, String what) {
        refusals.tell(Refusal.BEYOND_GRANT, principal.name() + ", " + what);
    }

    /** Whether a connection that showed these certificates has to end: it belongs to someone who is cut off. */
    public boolean isCutOff(List<X509Certificate> chain) {
        return cutOff.isEveryoneCut()
                || !chain.isEmpty()
                        && certificates
                                        .find(chain, PeerCertificates.Usage.AS_CLIENT)
                                        .refusal()
                                == Refusal.CUT_OFF;
    }

    private Optional<Principal> byCertificate(Credentials credentials) {
        if (credentials.certificates().isEmpty()) {
            return Optional.empty();
        }
        PeerCertificates.Found found = certificates.find(credentials.certificates(), PeerCertificates.Usage.AS_CLIENT);
        if (found.principal().isEmpty()) {
            refusals.tell(found.refusal(), found.detail() + ", from " + credentials.remoteAddress());
            return Optional.empty();
        }
        return found.principal().filter(principal -> mayComeFrom(principal, credentials));
    }

    private Optional<Principal> byToken(char[] token, Credentials credentials) {
        int dot = 0;
        while (dot < token.length && token[dot] != '.') {
            dot++;
        }
        String name = new String(token, 0, Math.min(dot, MOST_SECRET_CHARS));
        char[] secret = Arrays.copyOfRange(token, Math.min(dot + 1, token.length), token.length);
        // Without a dot all of it may be a secret, so none of it is a name for the log.
        return bySecret(dot == token.length ? "(no name)" : name, secret, Client::tokenHash, credentials);
    }

    private Optional<Principal> bySecret(
            String user,
            char[] given,
            java.util.function.Function<Client, Optional<PasswordHash>> hashOf,
            Credentials credentials) {
        String address = credentials.remoteAddress();
        Optional<Client> client = book.get().client(user);
        Optional<PasswordHash> hash = client.flatMap(hashOf);
        // A secret longer than any that was hashed is wrong, and is not worth hashing whole.
        byte[] secret = utf8(given.length <= MOST_SECRET_CHARS ? given : Arrays.copyOf(given, MOST_SECRET_CHARS + 1));
        if (!secrets.isKnown(secret, hash) && !isRight(user, address, secret, hash)) {
            failures.failed(address, user);
            tellWhy(user, client, hash, credentials);
            return Optional.empty();
        }
        failures.succeeded(address, user);
        return client.map(Principal.OfClient::new)
                .map(Principal.class::cast)
                .filter(principal -> mayComeFrom(principal, credentials))
                .map(this::notCutOff);
    }

    // A right password must not be called wrong: that would lock its owner out for longer than the cut lasts.
    private Principal notCutOff(Principal principal) {
        if (cutOff.isCut(principal.name())) {
            refusals.tell(Refusal.CUT_OFF, principal.name());
            throw RefusedException.forbidden("This node shares nothing at present.");
        }
        return principal;
    }

    /** For the log alone: the answer, and what it costs, are the same for all of them (I-5). */
    private void tellWhy(String user, Optional<Client> client, Optional<PasswordHash> hash, Credentials credentials) {
        String who = shown(user) + " from " + credentials.remoteAddress();
        if (client.isEmpty()) {
            refusals.tell(Refusal.UNKNOWN_USER, who);
        } else if (hash.isEmpty()) {
            boolean basic = credentials.scheme() instanceof Scheme.Basic;
            refusals.tell(
                    Refusal.WRONG_SCHEME,
                    who + " sent a " + (basic ? "password (Basic)" : "token (Bearer)") + ", and its file has "
                            + has(client.get()));
        } else {
            refusals.tell(Refusal.WRONG_SECRET, who);
        }
    }

    private static String has(Client client) {
        if (client.passwordHash().isPresent()) {
            return "a password only: use Basic";
        }
        return client.tokenHash().isPresent() ? "a token only: use Bearer" : "certificates only";
    }

    private boolean isRight(String user, String address, byte[] secret, Optional<PasswordHash> hash) {
        Optional<Duration> wait = failures.wait(address, user);
        if (wait.isPresent()) {
            refusals.tell(Refusal.TOO_MANY_FAILURES, shown(user) + " from " + address);
            throw RefusedException.tooMany("Too many failed logins; wait before the next.", wait.get());
        }
        try {
            return secrets.isRight(secret, hash);
        } catch (RefusedException e) {
            refusals.tell(Refusal.TOO_BUSY, shown(user) + " from " + address);
            throw e;
        }
    }

    private boolean mayComeFrom(Principal principal, Credentials credentials) {
        if (!(principal instanceof Principal.OfClient of)
                || of.client().addresses().isEmpty()) {
            return true;
        }
        boolean allowed = of.client().addresses().stream()
                .flatMap(text -> Network.parse(text).stream())
                .anyMatch(network -> network.contains(credentials.remoteAddress()));
        if (!allowed) {
            refusals.tell(Refusal.ADDRESS_NOT_ALLOWED, principal.name() + " from " + credentials.remoteAddress());
        }
        return allowed;
    }

    // What is no name may be a password in the wrong field.
    private static String shown(String user) {
        return FileNames.isName(user) ? "user " + user : "a user whose name no client can have";
    }

    private static byte[] utf8(char[] characters) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        return all;
    }
}
