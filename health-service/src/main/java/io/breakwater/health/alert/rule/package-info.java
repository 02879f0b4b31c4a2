/** What is looked at, when it is too much, and what of it is raised: hysteresis, root cause first, reminders. */
@NullMarked
package io.breakwater.health.alert.rule;

import org.jspecify.annotations.NullMarked;
