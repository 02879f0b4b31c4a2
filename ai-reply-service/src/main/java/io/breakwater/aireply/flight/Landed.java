package io.breakwater.aireply.flight;

/**
 * What a flight brought.
 *
 * @param shared false for the caller whose request started the flight, true for those who joined it
 */
public record Landed<V>(V value, boolean shared) {}
