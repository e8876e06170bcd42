/**
 * Typed views of the objects of STIX 2.1 over the bytes as received: {@code Indicator.of(object).pattern()}. Reading
 * never changes an object, and asks only for what is read: an object that breaks rules elsewhere can be viewed.
 *
 * <p>{@link io.tidings.stix.view.ObjectView} views any object, also of types that STIX does not define. The classes of
 * single types, parts and extensions are made from the tables by {@code ViewSourceTest}. All are immutable.
 */
package io.tidings.stix.view;
