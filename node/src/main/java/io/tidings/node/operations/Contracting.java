package io.tidings.node.operations;

import io.tidings.node.contract.ContractReport;
import java.util.List;

/** The part of an operator's calls that is about agreements as both sides sign them. Fails as {@link Operations} does. */
public interface Contracting {
    /** Of each peer, how its agreement stands. */
    List<ContractReport> list();

    /** The terms of a peer's file, to be signed by both: the version there is, or a new one where the file has changed. */
    ContractReport export(String peer);

    /**
     * Signs a contract.
     *
     * @param text as {@link #export} gives it
     * @throws OperationException if this node is no side of it, if a signature in it does not hold, or if it says something else
     *     than the peer's file here
     */
    ContractReport sign(String text);

    /** Whose signatures a contract has, and whether they hold. Changes nothing. */
    ContractReport verify(String text);

    /**
     * Takes a contract that the other side has signed, and signs it too.
     *
     * @param anyway though the peer's file here says something else
     * @throws OperationException as {@link #sign}, and if the other side's signature is missing
     */
    ContractReport accept(String text, boolean anyway);
}
