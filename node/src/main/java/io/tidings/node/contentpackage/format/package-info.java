/**
 * The content package as a file, apart from any node: written, checked with every fault named, opened. The form is that of
 * {@code docs/content-package.md}. Called by the road of packages and by commands that need no node; blocking, each object
 * for one thread.
 */
package io.tidings.node.contentpackage.format;
