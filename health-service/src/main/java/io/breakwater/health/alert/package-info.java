/** Alerts: what they are, what is kept of them, and where. Who raises and who delivers them are rooms of their own below. */
@NullMarked
package io.breakwater.health.alert;

import org.jspecify.annotations.NullMarked;
