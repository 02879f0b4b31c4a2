/** What an operator does to breakers of the whole suite: on every instance, with who and why, until when. */
@NullMarked
package io.breakwater.health.control;

import org.jspecify.annotations.NullMarked;
