package io.tidings.node.doctor;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Agreements;
import io.tidings.node.config.NodeConfiguration;
import io.tidings.node.config.NodeHome;
import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The configuration and the agreements, by the rules that the node reads them by. */
final class FilesCheck {
    private static final String AGREEMENTS = "agreements";

    private FilesCheck() {}

    static Examined<NodeConfiguration> configuration(NodeHome home) {
        try {
            NodeConfiguration configuration = NodeConfiguration.load(home.configuration());
            return Examined.sound(configuration, List.of(Finding.ok("configuration", "tidings.yaml has no mistakes")));
        } catch (MistakesException e) {
            return Examined.broken(e.mistakes().stream()
                    .map(mistake -> Finding.fault("configuration", mistake.toString(), "correct that line"))
                    .toList());
        }
    }

    static Examined<AgreementBook> agreements(NodeHome home) {
        try {
            AgreementBook book = Agreements.read(home.peers(), home.clients());
            String found = book.peers().size() + " peers, " + book.clients().size() + " clients";
            return Examined.sound(book, List.of(Finding.ok(AGREEMENTS, found)));
        } catch (MistakesException e) {
            return Examined.broken(e.mistakes().stream()
                    .map(mistake -> Finding.fault(
                            AGREEMENTS,
                            mistake.toString(),
                            "correct it: until all files are right no change but removals takes effect"))
                    .toList());
        } catch (IOException e) {
            return Examined.broken(List.of(Finding.fault(
                    AGREEMENTS,
                    "cannot be read: " + e.getMessage(),
                    "look at owner and permissions of peers/ and clients/")));
        }
    }

    /** What names collections that are not there. */
    static List<Finding> warnings(NodeHome home, Set<String> collections) {
        try {
            return Agreements.check(home.peers(), home.clients(), collections).warnings().stream()
                    .map(Mistake::toString)
                    .map(warning ->
                            Finding.warning(AGREEMENTS, warning, "correct the name, or: tidings collection add"))
                    .toList();
        } catch (IOException saidAlready) {
            return List.of();
        }
    }
}
