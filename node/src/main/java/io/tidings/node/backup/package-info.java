/**
 * Backups of a whole node in one file, written while it works, and homes made from them. The file is a ZIP whose manifest
 * names every member with its SHA-256. Called by the operator's roads; blocks.
 */
package io.tidings.node.backup;
