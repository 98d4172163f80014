package dev.fairlead.cli;

/** How an answer is printed. */
enum OutputFormat {
  TEXT,
  JSON
}
