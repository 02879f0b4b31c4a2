package io.breakwater.usage.account;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;

/** A user on a platform: what usage is counted for. */
public record Account(Platform platform, UserId user) {}
