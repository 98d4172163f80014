package dev.fairlead.internal.watching;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a list or a watch.
 *
 * @param verb {@code list} or {@code watch}, as in a Role
 * @param status of the answer; 0 when there was none, 200 when it is not understood
 * @param message of the answer; empty when there was none
 * @param cause why there was no (complete) answer; null when there was one
 */
public record Failure(String verb, int status, String message, @Nullable Throwable cause) {}
