package dev.fairlead.benchmarks.simulation;

/** How results are printed. */
enum OutputFormat {
  TEXT,
  JSON,
  SVG
}
