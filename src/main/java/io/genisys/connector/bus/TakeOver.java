package io.genisys.connector.bus;

/**
 * A reconciler takes a host over: orders of earlier ones are not taken any more.
 *
 * @param epoch of that reconciler
 */
public record TakeOver(long epoch) {}
