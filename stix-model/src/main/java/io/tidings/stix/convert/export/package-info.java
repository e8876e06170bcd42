/**
 * STIX objects out to files: a bundle, CSV, a plain list of values. Each writer takes objects one by one and holds none;
 * each belongs to one thread. What may leave is decided before, by who gives the objects.
 */
package io.tidings.stix.convert.export;
