package io.tidings.node.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.node.agreement.CutOff;
import io.tidings.node.agreement.CutOff.Cut;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.PeerFile;
import io.tidings.node.audit.AuditLog;
import io.tidings.node.audit.Head;
import io.tidings.node.audit.Jws;
import io.tidings.node.audit.Signer;
import io.tidings.node.audit.StoreJournal;
import io.tidings.node.config.NodeHome;
import io.tidings.node.file.PrivateFiles;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.store.Arrival;
import io.tidings.node.store.Entry;
import io.tidings.node.store.Release;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@link Sharing} on the parts of one node in this process. */
public final class SharingDesk implements Sharing {
    private static final DateTimeFormatter IN_FILE_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_PAGES = 10_000;
    private static final int PAGE = 1_000;
    private static final String LEAVE_TYPE = "tidings-peer-left";

    private final CutOff cutOff;
    private final NodeParts parts;
    private final AuditLog audit;
    private final Signer signer;
    private final NodeHome home;
    private final Supplier<List<String>> reload;
    private final Function<String, DestroyReport> destroy;

    /**
     * @param reload reads agreements again
     * @param destroy all that an origin gave, as {@link Operations#destroyOrigin}
     */
    public SharingDesk(
            NodeParts parts,
            CutOff cutOff,
            AuditLog audit,
            Signer signer,
            NodeHome home,
            Supplier<List<String>> reload,
            Function<String, DestroyReport> destroy) {
        this.parts = parts;
        this.cutOff = cutOff;
        this.audit = audit;
        this.signer = signer;
        this.home = home;
        this.reload = reload;
        this.destroy = destroy;
    }

    @Override
    public CutReport cut(Optional<String> peer, Optional<String> reason) {
        String who = peer.map(name -> principal(known(name).name())).orElse(CutOff.EVERYONE);
        try {
            return report(cutOff.cut(who, reason));
        } catch (StoreBusyException | StoreUnavailableException notKept) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    "sharing is cut off now, but would not be after a restart, since that could not be kept ("
                            + notKept.getMessage() + "); set that right and give the same command again");
        }
    }

    /** All cuts in force. */
    List<CutReport> cuts() {
        return cutOff.all().stream().map(SharingDesk::report).toList();
    }

    @Override
    public void restore(Optional<String> peer) {
        String who = peer.map(SharingDesk::principal).orElse(CutOff.EVERYONE);
        if (!cutOff.restore(who)) {
            throw new OperationException(
                    Kind.NOT_FOUND,
                    peer.map(name -> "sharing with " + name + " is not cut off by name")
                                    .orElse("sharing with everyone is not cut off")
                            + "; 'tidings status' shows what is");
        }
    }

    @Override
    public GivenReport given(String principal, Instant since, boolean objects, int most) {
        int wanted = Math.max(1, Math.min(most, MOST_PAGES));
        List<Release> pages = parts.store().releasesTo(principal, since, wanted + 1);
        return new GivenReport(
                principal,
                pages.stream().limit(wanted).map(page -> page(page, objects)).toList(),
                pages.size() > wanted);
    }

    private GivenReport.Page page(Release page, boolean objects) {
        List<Release.Run> runs = page.runs();
        return new GivenReport.Page(
                page.at().toString(),
                page.channel(),
                parts.store()
                        .collection(page.collection())
                        .map(StoredCollection::name)
                        .orElse(page.collection().toString()),
                page.count(),
                runs.isEmpty() ? "" : time(runs.get(0).first()),
                runs.isEmpty() ? "" : time(runs.get(runs.size() - 1).last()),
                page.query(),
                page.rules(),
                objects ? objects(page) : List.of());
    }

    private List<String> objects(Release page) {
        List<String> ids = new ArrayList<>();
        for (Release.Run run : page.runs()) {
            long after = run.first() - 1;
            while (after < run.last()) {
                int most = (int) Math.min(PAGE, run.last() - after);
                List<Entry> entries = parts.store().entries(page.collection(), after, most).stream()
                        .filter(entry -> entry.added() <= run.last())
                        .toList();
                entries.forEach(entry -> ids.add(entry.id().value()));
                after = entries.isEmpty()
                        ? run.last()
                        : entries.get(entries.size() - 1).added();
            }
        }
        return ids;
    }

    @Override
    public LeaveReport leave(String name, boolean purge) {
        Peer peer = known(name);
        String principal = principal(name);
        cut(Optional.of(name), Optional.of("the agreement ended"));
        long given = givenEntries(principal);
        long held = heldEntries(principal);
        long destroyed = purge && held > 0 ? destroy.apply(principal).entries() : 0;
        List<String> duties = duties(name, given, held - destroyed, peer.onward());
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        String file = name + "-" + IN_FILE_NAMES.format(now);
        try {
            PrivateFiles.createDirectory(home.left());
            String record = record(peer, now, given, held, destroyed, duties);
            Path signed = home.left().resolve(file + ".jws");
            Path agreement = home.left().resolve(file + ".yaml");
            PrivateFiles.write(signed, (record + "\n").getBytes(StandardCharsets.US_ASCII));
            PeerFile.putAway(home.peers(), name, agreement);
            List<String> all = new ArrayList<>(duties);
            reload.get().forEach(mistake -> all.add("repair the agreements: " + mistake));
            return new LeaveReport(name, given, held, destroyed, all, agreement.toString(), signed.toString());
        } catch (IOException | GeneralSecurityException failed) {
            throw new OperationException(
                    Kind.UNAVAILABLE,
                    name + " is cut off" + (destroyed > 0 ? " and what it gave is destroyed" : "")
                            + ", but its agreement could not be put away (" + failed.getMessage()
                            + "); set that right and give the same command again");
        }
    }

    private String record(Peer peer, Instant now, long given, long held, long destroyed, List<String> duties)
            throws GeneralSecurityException {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("peer", peer.name())
                .put("organisation", peer.organisation().name())
                .put("agreement", peer.agreement())
                .put("left", now.toString())
                .put("given", given)
                .put("held", held)
                .put("destroyed", destroyed);
        var list = payload.putArray("duties");
        duties.forEach(list::add);
        return Jws.sign(LEAVE_TYPE, payload, signer);
    }

    private static List<String> duties(String name, long given, long kept, boolean onward) {
        List<String> duties = new ArrayList<>();
        if (given > 0) {
            duties.add(
                    name + " holds up to " + given + " entries of this node: ask it, as the agreement says, to delete"
                            + " them and to confirm that ('tidings given " + name + " --objects' names them)");
        }
        if (kept > 0) {
            duties.add("this node keeps " + kept + " entries of " + name + ": 'tidings origin destroy peer:" + name
                    + "' ends that when the agreement demands it");
        }
        if (onward && kept > 0) {
            duties.add("the agreement let what " + name + " gave go further: it is no longer given to others, and"
                    + " 'tidings who-got' tells who has it");
        }
        duties.add("take " + name + " out of other agreements' texts, contact lists and firewalls");
        return duties;
    }

    private long givenEntries(String principal) {
        long entries = 0;
        Instant since = Instant.EPOCH;
        List<Release> pages = parts.store().releasesTo(principal, since, MOST_PAGES);
        while (!pages.isEmpty()) {
            entries += pages.stream().mapToLong(Release::count).sum();
            since = pages.get(pages.size() - 1).at().plus(1, ChronoUnit.MICROS);
            pages = pages.size() < MOST_PAGES ? List.of() : parts.store().releasesTo(principal, since, MOST_PAGES);
        }
        return entries;
    }

    private long heldEntries(String origin) {
        long entries = 0;
        for (StoredCollection collection : parts.store().collections()) {
            long after = 0;
            List<Arrival> arrivals = parts.store().arrivals(collection.id(), after, PAGE);
            while (!arrivals.isEmpty()) {
                entries += arrivals.stream()
                        .filter(each -> each.receipt().source().equals(origin))
                        .mapToLong(Arrival::entries)
                        .sum();
                after = arrivals.get(arrivals.size() - 1).last();
                arrivals = parts.store().arrivals(collection.id(), after, PAGE);
            }
        }
        return entries;
    }

    @Override
    public AuditReport audit() {
        try {
            return new AuditReport(
                    audit.head().text(),
                    StoreJournal.remembered(parts.store()).map(Head::text),
                    audit.lastCheckpoint(),
                    Jws.keyId(signer.publicKey()));
        } catch (GeneralSecurityException unusable) {
            throw new OperationException(Kind.UNAVAILABLE, "the signing key cannot be used: " + unusable.getMessage());
        }
    }

    private Peer known(String name) {
        return parts.agreements()
                .get()
                .peer(name)
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND,
                        "there is no peer " + name + "; there are: "
                                + parts.agreements().get().peers().stream()
                                        .map(Peer::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static String principal(String peer) {
        return "peer:" + peer;
    }

    private static CutReport report(Cut cut) {
        return new CutReport(cut.who(), cut.since().toString(), cut.reason());
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
