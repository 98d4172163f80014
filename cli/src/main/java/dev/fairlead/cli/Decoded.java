package dev.fairlead.cli;

/**
 * An object in our words, beside what was read.
 *
 * @param object as it was read, for messages and to be written again
 */
record Decoded<T>(T value, ManifestObject object) {}
