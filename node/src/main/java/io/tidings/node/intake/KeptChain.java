package io.tidings.node.intake;

import io.tidings.node.provenance.ChainForm;
import io.tidings.node.seal.ChainAssembly.Assembled;
import io.tidings.node.store.StoredChain;
import io.tidings.stix.object.StixObject;
import java.util.Optional;

/** The signed provenance of an object that was kept aside, for when it is taken in after all. */
public final class KeptChain {
    /** How a note begins that says why a chain was not kept. */
    static final String NOTE = "what came with it does not hold: ";

    private KeptChain() {}

    /** What came with {@code object}, of which the store keeps {@code kept}. */
    public static ChainSource of(StixObject object, Optional<StoredChain> kept) {
        Optional<Assembled> came = kept.flatMap(KeptChain::assembled);
        return asked -> asked.bytes().equals(object.bytes()) ? came : Optional.empty();
    }

    private static Optional<Assembled> assembled(StoredChain kept) {
        return new ChainForm()
                .chain(kept)
                .map(chain -> new Assembled(Optional.of(chain), ""))
                .or(() -> kept.note().map(note -> new Assembled(Optional.empty(), fault(note))));
    }

    private static String fault(String note) {
        return note.startsWith(NOTE) ? note.substring(NOTE.length()) : note;
    }
}
