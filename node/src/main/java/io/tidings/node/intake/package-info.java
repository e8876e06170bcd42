/**
 * The door in: whatever enters, whatever its road, passes here and is checked, stored and recorded with where it came
 * from. Roads call it from worker threads; when it answers, what it calls stored is durable. No one else writes objects.
 */
package io.tidings.node.intake;
