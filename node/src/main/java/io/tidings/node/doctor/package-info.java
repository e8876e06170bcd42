/**
 * {@code tidings doctor}: looks at one deployment from the machine to the peers' answers and says what is wrong and what
 * to do. Used by the command line, on its thread; peers are looked at in parallel on threads of its own. Changes nothing
 * and says no secret.
 */
package io.tidings.node.doctor;
