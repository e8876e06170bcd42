package io.tidings.node.agreement;

import io.tidings.taxii.server.backend.Requester;
import java.util.List;
import java.util.Optional;

/**
 * Someone who was recognised and what the files of this node's home grant them.
 *
 * <p>A value of one {@link AgreementBook}: a request holds on to the principal it began with.
 */
public sealed interface Principal extends Requester {

    /** {@code peer:bank-b}, {@code client:misp}, {@code operator}: in receipts, the ledger and the log. */
    @Override
    String name();

    /** Version of the file that grants, {@code sha256:…} over its bytes. */
    String agreement();

    List<Grant.Read> reads();

    List<Grant.Write> writes();

    List<Grant.Delete> deletes();

    /** Requests per minute; absent means no limit of its own. */
    Optional<Integer> requestsPerMinute();

    default Optional<Grant.Read> mayRead(String collection) {
        return reads().stream().filter(g -> g.collection().equals(collection)).findFirst();
    }

    default Optional<Grant.Write> mayWrite(String collection) {
        return writes().stream().filter(g -> g.collection().equals(collection)).findFirst();
    }

    default boolean mayDelete(String collection) {
        return deletes().stream().anyMatch(g -> g.collection().equals(collection));
    }

    /** Another organisation's node. */
    record OfPeer(Peer peer) implements Principal {
        @Override
        public String name() {
            return "peer:" + peer.name();
        }

        @Override
        public String agreement() {
            return peer.agreement();
        }

        @Override
        public List<Grant.Read> reads() {
            return peer.reads();
        }

        @Override
        public List<Grant.Write> writes() {
            return peer.writes();
        }

        @Override
        public List<Grant.Delete> deletes() {
            return peer.deletes();
        }

        @Override
        public Optional<Integer> requestsPerMinute() {
            return peer.requestsPerMinute();
        }
    }

    /** A program of our own or of a partner that cannot do mutual TLS, such as a TIP or a SIEM. */
    record OfClient(Client client) implements Principal {
        @Override
        public String name() {
            return "client:" + client.name();
        }

        @Override
        public String agreement() {
            return client.agreement();
        }

        @Override
        public List<Grant.Read> reads() {
            return client.reads();
        }

        @Override
        public List<Grant.Write> writes() {
            return client.writes();
        }

        @Override
        public List<Grant.Delete> deletes() {
            return client.deletes();
        }

        @Override
        public boolean needsEmptyObjectsList() {
            return client.emptyObjectsList();
        }

        @Override
        public Optional<Integer> requestsPerMinute() {
            return client.requestsPerMinute();
        }
    }
}
