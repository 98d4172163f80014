package dev.fairlead.cli;

/** How changes are printed: for people, or for programs. */
enum WatchFormat {
  TEXT,
  JSON
}
