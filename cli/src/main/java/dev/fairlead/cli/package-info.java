/**
 * The command line: reads manifests or conformance files, asks the selection of core, and prints
 * its answer as text or JSON. It knows no rule of its own.
 *
 * <p>Start at {@link dev.fairlead.cli.Main}, then {@link dev.fairlead.cli.ExplainCommand}: files
 * become {@link dev.fairlead.cli.Manifests}, these a {@link dev.fairlead.cli.Report}, and that text
 * or JSON.
 */
@NullMarked
package dev.fairlead.cli;

import org.jspecify.annotations.NullMarked;
