package io.tidings.node.contentpackage;

import io.tidings.node.agreement.Principal;
import io.tidings.node.contentpackage.format.Manifest;
import io.tidings.node.operations.PackageReport;
import io.tidings.node.recall.RecallRoad;
import java.util.Optional;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns what became of packages that this node made, from what their recipients say. */
final class AcknowledgementReader {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgementReader.class);

    private final Kept kept;
    private final RecallRoad recalls;

    AcknowledgementReader(Kept kept, RecallRoad recalls) {
        this.kept = kept;
        this.recalls = recalls;
    }

    /**
     * Of a package that this sender was not given, or of another chain, nothing is noted.
     *
     * @return why nothing is, to be told
     */
    Optional<String> read(Manifest.Acknowledgement word, Principal sender) {
        Optional<PackageReport> made = kept.made(word.chain().toString(), word.serial())
                .filter(each ->
                        each.sha256().equals(word.sha256()) && each.partner().equals(sender.name()));
        made.ifPresent(each -> kept.putMade(each.withState(word.wantsFull() ? "missed" : "acknowledged")));
        Optional<Kept.Sent> chain = kept.sent(sender.name(), word.collection())
                .filter(each -> each.chain().equals(word.chain()));
        if (word.wantsFull() && made.isPresent() && chain.isPresent() && !isHealed(chain.get(), word.serial())) {
            kept.putSent(sender.name(), word.collection(), chain.get().wantingFull());
        }
        word.recalls().forEach(answer -> recalls.acknowledged(sender.name(), answer));
        LOG.info("{} says of package {}: {}", sender.name(), word.serial(), word.report());
        return made.isPresent() ? Optional.empty() : Optional.of(unknown(word, sender));
    }

    private static String unknown(Manifest.Acknowledgement word, Principal sender) {
        return "it is about package " + word.serial() + " of the chain " + word.chain() + ", sha256:" + word.sha256()
                + ", and this node made no such package for " + sender.name()
                + "; if 'tidings package list' shows that number with another digest, somebody else signs with your key,"
                + " or a backup was restored";
    }

    // Word may come late, or twice: a full package that was made since heals already.
    private boolean isHealed(Kept.Sent chain, long missed) {
        return LongStream.rangeClosed(missed + 1, chain.serial())
                .mapToObj(serial -> kept.made(chain.chain().toString(), serial))
                .anyMatch(each -> each.filter(PackageReport::full).isPresent());
    }
}
