package io.breakwater.usage.limit;

import io.breakwater.usage.account.Account;

/** The limits of an account are others now: what was kept of them is no longer true. */
public record LimitsChanged(Account account) {}
