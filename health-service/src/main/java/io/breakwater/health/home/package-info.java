/** The dashboard at /: which files it is made of, and what a browser may do with them. */
@NullMarked
package io.breakwater.health.home;

import org.jspecify.annotations.NullMarked;
