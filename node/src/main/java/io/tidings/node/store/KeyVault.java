package io.tidings.node.store;

/**
 * The keys that data keys are wrapped with, kept apart from the store: destroying one makes every copy of what it
 * wrapped useless, in old pages of the database's file and in backups too. Safe for use by any number of threads.
 *
 * <p>Every method throws {@link KeyUnavailableException} if the vault cannot be read or written.
 */
public interface KeyVault {
    /** Name of the key to wrap with; the first is made when it is asked for, durable before this returns. */
    String current();

    /** Makes a new key, which is {@link #current} from now on, durable before this returns; returns its name. */
    String replace();

    /** Destroys all keys but one. */
    void keepOnly(String name);

    /** @param context must be given again to unwrap */
    byte[] wrap(String name, byte[] secret, byte[] context);

    /** @throws KeyUnavailableException also if there is no key of that name, or it is another than was wrapped with */
    byte[] unwrap(String name, byte[] wrapped, byte[] context);
}
