/**
 * The exchange where no network goes: makes packages of what the release door gives and takes those of others in through
 * the intake door. Chains say which package follows which. Called by the operator's roads and by the schedule of folders;
 * blocking, safe from any thread.
 */
package io.tidings.node.contentpackage;
