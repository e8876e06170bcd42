/** That searches answer as PCRE and the JDK do, and end whatever the expression. */
package io.tidings.stix.pattern.regex;
