package dev.hearsay.store;

/** A value of an hour, a day, or the week that begins with a day. */
public record ValueAt(String at, long value) {}
