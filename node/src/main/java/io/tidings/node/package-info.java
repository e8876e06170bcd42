/** Where the program begins and its parts are joined; nothing else uses it. */
package io.tidings.node;
