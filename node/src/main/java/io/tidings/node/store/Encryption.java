package io.tidings.node.store;

import java.security.SecureRandom;

/**
 * How a store encrypts.
 *
 * @param vault also needed where nothing new is encrypted, for what was before
 * @param newContent whether what is written from now on is encrypted; what is there stays as it is
 * @param random for keys and nonces
 */
public record Encryption(KeyVault vault, boolean newContent, SecureRandom random) {}
