package io.breakwater.aireply.cost;

/**
 * Whom a call of the model is put down to.
 *
 * @param user the user's id
 * @param platform the platform's name, or what else is answered for
 */
public record Payer(String user, String platform) {}
