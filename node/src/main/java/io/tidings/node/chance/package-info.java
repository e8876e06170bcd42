/** Chance that is passed in, so that every test is repeatable (I-11). */
package io.tidings.node.chance;
