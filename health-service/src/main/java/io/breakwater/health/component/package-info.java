/** What the suite is made of, how each part is, and the one place for the status rule and the score. */
@NullMarked
package io.breakwater.health.component;

import org.jspecify.annotations.NullMarked;
