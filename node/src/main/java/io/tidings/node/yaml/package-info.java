/**
 * Reading YAML files that people write: bounded, checked against a JSON Schema, every mistake found at once and told in
 * plain words with its place. Used by the loaders of configuration, agreements and peer cards. A document belongs to the
 * thread that reads it.
 */
package io.tidings.node.yaml;
