/** The TAXII road: the node's side of the server library, translating requests into calls of the two doors. */
package io.tidings.node.taxii;
