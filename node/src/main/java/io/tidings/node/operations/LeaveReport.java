package io.tidings.node.operations;

import java.util.List;

/**
 * The end of an agreement.
 *
 * @param givenEntries to the peer, in all its time
 * @param heldEntries of the peer, before anything was destroyed
 * @param destroyedEntries of those
 * @param duties what is left to be done, one sentence each
 * @param agreement the file that was put away
 * @param record the file with the signed record
 */
public record LeaveReport(
        String peer,
        long givenEntries,
        long heldEntries,
        long destroyedEntries,
        List<String> duties,
        String agreement,
        String record) {
    public LeaveReport {
        duties = List.copyOf(duties);
    }
}
