/**
 * What people must be told of: a peer that cannot be reached, a certificate or agreement that ends, a full disk, objects in
 * quarantine, a cut. Looked at on a thread of its own; told to the log, to the metrics and to a webhook.
 */
package io.tidings.node.alert;
