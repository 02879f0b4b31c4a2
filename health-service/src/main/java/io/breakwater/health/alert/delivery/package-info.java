/** Bringing alerts to people: Slack, PagerDuty, a webhook. One sender for each receiver, so that none holds up another. */
@NullMarked
package io.breakwater.health.alert.delivery;

import org.jspecify.annotations.NullMarked;
