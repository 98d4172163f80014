package dev.fairlead.cli;

/** How an answer is printed: for people, for programs, or as a case for a bug report. */
enum OutputFormat {
  TEXT,
  JSON,
  VECTOR
}
