package io.tidings.node;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Agreements;
import io.tidings.node.agreement.CertificateOwners;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.audit.AgreementTrail;
import io.tidings.node.audit.AuditEvent;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.audit.DeliveryTrail;
import io.tidings.node.audit.Head;
import io.tidings.node.audit.KeySigner;
import io.tidings.node.audit.Kind;
import io.tidings.node.audit.Signer;
import io.tidings.node.audit.StoreJournal;
import io.tidings.node.backup.BackupWriter;
import io.tidings.node.chance.RandomUuids;
import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TimeStampService;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.config.PackageSettings;
import io.tidings.node.config.SensitiveSettings;
import io.tidings.node.contentpackage.Doors;
import io.tidings.node.contentpackage.PackageDesk;
import io.tidings.node.contentpackage.Workshop;
import io.tidings.node.contentpackage.format.Authorities;
import io.tidings.node.contract.Contracts;
import io.tidings.node.exchange.Exchange;
import io.tidings.node.identity.NodeIdentity;
import io.tidings.node.identity.Secrets;
import io.tidings.node.identity.SigningKeys;
import io.tidings.node.identity.StorageKeys;
import io.tidings.node.intake.DiskSpace;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.Quarantine;
import io.tidings.node.intake.Retention;
import io.tidings.node.intake.Screening;
import io.tidings.node.intake.Unsealing;
import io.tidings.node.intake.Validity;
import io.tidings.node.operations.AuditedOperations;
import io.tidings.node.operations.ClaimReview;
import io.tidings.node.operations.ContractDesk;
import io.tidings.node.operations.NodeFacts;
import io.tidings.node.operations.NodeOperations;
import io.tidings.node.operations.NodeParts;
import io.tidings.node.operations.Operations;
import io.tidings.node.operations.Proofs;
import io.tidings.node.operations.ProvenanceExports;
import io.tidings.node.operations.QuarantineDesk;
import io.tidings.node.operations.RecallDesk;
import io.tidings.node.operations.SharingDesk;
import io.tidings.node.operations.StorageDesk;
import io.tidings.node.operations.TraceDesk;
import io.tidings.node.quota.Quotas;
import io.tidings.node.recall.RecallBook;
import io.tidings.node.recall.Recalls;
import io.tidings.node.release.Release;
import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.store.Encryption;
import io.tidings.node.store.Epoch;
import io.tidings.node.store.JdbcStore;
import io.tidings.node.store.Store;
import io.tidings.node.store.StoredCollection;
import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's parts, built and joined: read from top to bottom, this is the architecture. Without listeners; see
 * {@link ServingNode} for those.
 */
final class Node implements AutoCloseable {
    /** Where claims are kept (I-6); its name is none that an agreement could grant. */
    private static final UUID CLAIMS = new UUID(0x74696469_6e674073L, 0x8000_0000_0000_0001L);

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    final NodeHome home;
    final NodeConfiguration configuration;
    private final PartOptions options;
    final NodeIdentity identity;
    final Secrets secrets;
    final Vertx vertx;
    final Clock clock;
    final SecureRandom random;
    final Store store;
    final Signer signer;
    final AuditLog audit;
    final StoreJournal journal;
    final CutOff cutOff;
    final Agreements agreements;
    final Quotas quotas;
    final Validity validity;
    final Quarantine quarantine;
    final Screening screening;
    final SigningKeys signingKeys;
    private final SealKeys sealKeys;
    final Contracts contracts;
    final KeyBook keys;
    final ChainVerifier verifier;
    final RecallBook recallBook;
    final Intake intake;
    final Release release;
    final Recalls recalls;
    final Exchange exchange;
    final Retention retention;
    final PackageDesk packages;
    final ClaimReview claimReview;
    private volatile List<String> unsigned = List.of();
    private volatile FileTime keystoreSeen;

    private Node(NodeHome home, Vertx vertx, OpenedKeystore.Source keystores, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException, MistakesException {
        this.home = home;
        this.vertx = vertx;
        this.clock = clock;
        this.random = random;
        this.configuration = NodeConfiguration.load(home.configuration());
        this.secrets = new Secrets(home.secrets(), random);
        OpenedKeystore opened = keystores.open(secrets);
        this.identity = opened.identity();
        this.keystoreSeen = opened.lastModified();
        this.options = new PartOptions(home, configuration);
        StoreMark storeMark = StoreMark.of(home);
        storeMark.require();
        this.store = JdbcStore.open(
                options.store(),
                clock,
                new Encryption(
                        new StorageKeys(home.storageKeys(), secrets.keystorePassword(), random),
                        configuration.store().encrypt(),
                        random));
        try {
            storeMark.set();
            if (store.collection(CLAIMS).isEmpty()) {
                store.createCollection(CLAIMS, "~claims", "Claims", Optional.empty());
            }
            this.signingKeys = new SigningKeys(home.signingKeys(), secrets.keystorePassword(), random, clock);
            signingKeys.look();
            this.sealKeys = new SealKeys(configuration, signingKeys);
            this.contracts = new Contracts(
                    home.contracts(),
                    new Contracts.Us(
                            configuration.organisation(),
                            () -> identity.fingerprint().pin()),
                    sealKeys.own(),
                    sealKeys::sealing,
                    clock);
            this.agreements = Agreements.open(home.peers(), home.clients(), this::collectionNames, this::served);
            this.signer = new KeySigner(
                    identity::privateKey, () -> identity.certificate().getPublicKey());
            this.audit = AuditLog.open(
                    home.audit(),
                    options.audit(),
                    new AuditLog.Outfit(signer, new RandomUuids(random), clock),
                    new AuditLog.Known(remembered(), () -> StoreJournal.now(store)));
        } catch (IOException | MistakesException | RuntimeException broken) {
            store.close();
            throw broken;
        }
        this.journal = new StoreJournal(audit, store);
        this.cutOff = new CutOff(new KeptCuts(store), clock);
        agreements.onChange(new AgreementTrail(audit, agreements.current()));
        identity.onReplaced(() -> audit.note(AuditEvent.of(Kind.ADMINISTRATION, "certificate", AuditEvent.NODE)
                .with("fingerprint", identity.fingerprint().pin())));
        this.quotas = new Quotas(clock);
        this.validity = new Validity(configuration.intake().profile());
        this.quarantine = new Quarantine(store, options.quarantine(), clock);
        SensitiveSettings sensitive = configuration.intake().sensitive();
        this.screening = new Screening(sensitive.rules(), sensitive.own(), sensitive.peers());
        this.keys = sealKeys.withSignersOf(agreements);
        this.verifier = new ChainVerifier(keys);
        this.recallBook = RecallBook.open(store, agreements::current);
        this.intake = new Intake(
                new Intake.Places(
                        store,
                        CLAIMS,
                        quarantine,
                        DiskSpace.of(home.data(), configuration.limits().diskFloorBytes())),
                new Intake.Rules(
                        options.content(), validity, screening, sealKeys.atTheDoor(verifier, random), recallBook),
                quotas);
        intake.onChange(new DeliveryTrail(audit, store));
        this.retention = new Retention(store, intake, options.retention(), clock, new RandomUuids(random));
        this.release = new Release(
                new Release.Parts(store, agreements::current, quotas, clock, options.release()), recallBook, cutOff);
        this.recalls = recalls();
        agreements.onChange(next -> recalls.keysChanged());
        this.packages = new PackageDesk(
                workshop(), new Doors(release, intake, quotas, options.content(), recalls), configuration.packages());
        this.claimReview = new ClaimReview(parts(), verifier, new Unsealing(sealKeys.own()), CLAIMS);
        agreements.onChange(book -> claimReview.becomeDue());
        this.exchange = new Exchange(
                new Exchange.Parts(store, intake, agreements::current, cutOff, recalls, clock, random),
                new Exchange.Outfit(vertx, identity, options.content(), Version.USER_AGENT));
    }

    /**
     * Opens the node in {@code home}.
     *
     * @throws MistakesException with everything that is wrong in its files
     * @throws IOException if the keystore or a secret cannot be read
     */
    static Node open(NodeHome home, Vertx vertx) throws IOException, GeneralSecurityException, MistakesException {
        return open(home, vertx, secrets -> OpenedKeystore.open(home, secrets), Clock.systemUTC());
    }

    /** As {@link #open(NodeHome, Vertx)}, with a keystore that somebody else may have opened already. */
    static Node open(NodeHome home, Vertx vertx, OpenedKeystore.Source keystores, Clock clock)
            throws IOException, GeneralSecurityException, MistakesException {
        return new Node(home, vertx, keystores, clock, new SecureRandom());
    }

    /** An operator's calls. {@code facts} are asked at each. */
    Operations operations(Supplier<NodeFacts> facts) {
        return new AuditedOperations(plainOperations(facts), audit);
    }

    private Operations plainOperations(Supplier<NodeFacts> facts) {
        NodeParts parts = parts();
        StorageDesk storage = new StorageDesk(parts, facts);
        return new NodeOperations(
                parts,
                new NodeOperations.Desks(
                        exchange,
                        new BackupWriter(
                                home, store, configuration.organisation().name(), Version.NUMBER, random),
                        new QuarantineDesk(parts, quarantine, validity, screening),
                        new SharingDesk(parts, cutOff, audit, signer, home, this::reload, storage::destroyOrigin),
                        new RecallDesk(recalls),
                        new ContractDesk(contracts, this::filedAgreements, this::reload),
                        packages,
                        new TraceDesk(parts, new Proofs(verifier), new ProvenanceExports(store, release, keys), CLAIMS),
                        storage),
                this::reload,
                facts);
    }

    private NodeParts parts() {
        return new NodeParts(store, intake, release, agreements::current, clock, new RandomUuids(random));
    }

    /** What the node says of itself while it does not serve. */
    NodeFacts facts() {
        return new NodeFacts(
                configuration.organisation().name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rootUrl(configuration.client().port()),
                identity.fingerprint().pin(),
                identity.certificate().getNotAfter().toInstant().toString());
    }

    /** Of the API root for clients, where they reach port {@code port}. */
    String rootUrl(int port) {
        return clientBaseUrl(port) + configuration.apiRoot();
    }

    String clientBaseUrl(int port) {
        return configuration.publicUrl().map(Object::toString).orElse("https://localhost:" + port);
    }

    String peerBaseUrl(int port) {
        return configuration.peerPublicUrl().map(Object::toString).orElse("https://localhost:" + port);
    }

    AgreementBook book() {
        return agreements.current();
    }

    private AgreementBook served(AgreementBook book) {
        if (!configuration.oversight().requireSignatures()) {
            return book;
        }
        List<String> without = new ArrayList<>();
        AgreementBook served = book.served(peer -> {
            boolean signed = contracts.isSigned(book, peer);
            if (!signed) {
                without.add(peer.name());
                LOG.warn(
                        "the agreement with {} is not signed by both sides, so it has no access: tidings agreement list",
                        peer.name());
            }
            return signed;
        });
        unsigned = List.copyOf(without);
        return served;
    }

    /** Peers that have no access until both sides signed their agreements. */
    List<String> unsigned() {
        return unsigned;
    }

    private Workshop workshop() throws IOException {
        PackageSettings settings = configuration.packages();
        Optional<SigningKey> apart = settings.signing().isPresent()
                ? Optional.of(SigningKey.read(
                        settings.signing().get().key(), settings.signing().get().certificate(), random))
                : Optional.empty();
        List<X509Certificate> authorities = settings.timeStampAuthorities().isPresent()
                ? SigningKey.certificates(settings.timeStampAuthorities().get())
                : List.of();
        return new Workshop(
                store,
                agreements::current,
                new CertificateOwners(agreements::current, clock, cutOff),
                () -> apart.orElseGet(this::identityKey),
                () -> Stream.concat(Stream.of(identityKey()), apart.stream()).toList(),
                configuration.organisation().name(),
                settings.validity(),
                settings.timeStamp().map(url -> new TimeStampService(url, random)),
                new Authorities(authorities),
                home.data().resolve("packages"),
                home.revoked(),
                clock,
                random,
                new RandomUuids(random));
    }

    private SigningKey identityKey() {
        return new SigningKey(identity.privateKey(), identity.chain());
    }

    private Recalls recalls() {
        return new Recalls(
                new Recalls.Parts(
                        store,
                        intake,
                        release,
                        keys,
                        sealKeys.own(),
                        verifier,
                        configuration.provenance().identities(),
                        sealKeys.signatory(),
                        sealKeys::sealing,
                        configuration.unmarked(),
                        audit,
                        clock,
                        new RandomUuids(random)),
                recallBook);
    }

    /** Takes a certificate that was put into the keystore while the node runs; open connections stay. */
    void lookAtKeystore() {
        try {
            FileTime now = Files.getLastModifiedTime(home.keystore());
            if (!now.equals(keystoreSeen)) {
                keystoreSeen = now;
                if (identity.reload()) {
                    LOG.info("the node shows a new certificate, {}", identity.fingerprint());
                }
            }
            if (signingKeys.look()) {
                LOG.info("the signing keys were changed");
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            LOG.error("the keystore cannot be read, the certificate in use stays: {}", unreadable.getMessage());
        }
    }

    /** As the files have them: also of those who have no access until both sides signed. */
    private AgreementBook filedAgreements() {
        try {
            return Agreements.read(home.peers(), home.clients());
        } catch (IOException | MistakesException unreadable) {
            return book();
        }
    }

    private List<String> reload() {
        try {
            identity.reload();
            signingKeys.look();
            return agreements.reload().mistakes().stream()
                    .map(Mistake::toString)
                    .toList();
        } catch (IOException | GeneralSecurityException unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }

    private Set<String> collectionNames() {
        return store.collections().stream().map(StoredCollection::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The head that the log must have; none at the first start after a restore, which made the store an earlier one. */
    private Optional<Head> remembered() {
        String restored = store.collections().stream()
                .flatMap(collection -> store.epoch(collection.id()).stream())
                .max(Comparator.comparing(Epoch::began))
                .map(epoch -> epoch.id().toString())
                .orElse("");
        if (store.state(StoreJournal.AREA, "epoch").orElse("").equals(restored)) {
            return StoreJournal.remembered(store);
        }
        LOG.warn("audit log: the store was restored, so the log cannot be compared with what it remembers");
        store.putState(StoreJournal.AREA, "epoch", restored).join();
        return Optional.empty();
    }

    /** In the reverse order of opening. */
    @Override
    public void close() {
        exchange.close();
        agreements.close();
        journal.close();
        audit.close();
        journal.rememberEnd();
        store.close();
    }

    /** Closes what {@link #open} was given. */
    static void close(Vertx vertx) {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
