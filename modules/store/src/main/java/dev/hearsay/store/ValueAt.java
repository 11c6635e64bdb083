package dev.hearsay.store;

/** A value of an hour or a day. */
public record ValueAt(String at, long value) {}
