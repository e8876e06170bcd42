/**
 * Finds in STIX objects what may make sharing them unlawful: data on persons, and what lays an organisation's inside open
 * (requirement F-12). Intake asks it about each object on its way in; the operator about what is held already. It knows
 * neither door nor store, decides nothing, and is safe for use by any number of threads.
 */
package io.tidings.node.sensitive;
