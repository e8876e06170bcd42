package io.tidings.node.operations;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Peer;
import io.tidings.node.contract.ContractReport;
import io.tidings.node.contract.Contracts;
import io.tidings.node.contract.Contracts.ContractException;
import io.tidings.node.operations.OperationException.Kind;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@link Contracting} on the contracts of a node in this process.
 *
 * @param agreements as the files have them
 * @param reload reads agreements again, since a signature may give access
 */
public record ContractDesk(Contracts contracts, Supplier<AgreementBook> agreements, Runnable reload)
        implements Contracting {
    @Override
    public List<ContractReport> list() {
        AgreementBook book = agreements.get();
        return answered(() ->
                book.peers().stream().map(peer -> contracts.of(book, peer)).toList());
    }

    @Override
    public ContractReport export(String name) {
        AgreementBook book = agreements.get();
        Peer peer = book.peer(name)
                .orElseThrow(() -> new OperationException(
                        Kind.NOT_FOUND, "there is no peer " + name + "; 'tidings peer list' shows those there are"));
        return answered(() -> contracts.export(book, peer));
    }

    @Override
    public ContractReport sign(String text) {
        ContractReport signed = answered(() -> contracts.sign(agreements.get(), text));
        reload.run();
        return signed;
    }

    @Override
    public ContractReport verify(String text) {
        return answered(() -> contracts.verify(agreements.get(), text));
    }

    @Override
    public ContractReport accept(String text, boolean anyway) {
        ContractReport accepted = answered(() -> contracts.accept(agreements.get(), text, anyway));
        reload.run();
        return accepted;
    }

    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (ContractException refused) {
            throw new OperationException(Kind.CONFLICT, String.valueOf(refused.getMessage()));
        }
    }
}
