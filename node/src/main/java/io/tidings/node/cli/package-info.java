/**
 * The command line: one small class for each command, and what they share. A command talks to the node that runs from
 * its home, or opens the home itself where none runs. {@link io.tidings.node.cli.CommandLineApp} is called by the
 * program's main class, once, on the main thread; everything here runs on it.
 */
package io.tidings.node.cli;
