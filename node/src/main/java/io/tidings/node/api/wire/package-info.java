/**
 * What the operator API says on the wire: the reports of {@link io.tidings.node.operations} as JSON, problem details,
 * and the file in which a running node says where its API is. Both ends of the API and the command line use it; it
 * touches neither Vert.x nor a data-binding library, because a command must answer at once.
 */
package io.tidings.node.api.wire;
