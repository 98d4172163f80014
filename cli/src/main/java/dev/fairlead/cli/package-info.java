/**
 * The command line: reads manifests, conformance files or a live cluster, asks the selection of
 * core, and prints its answer as text or JSON. It knows no rule of its own.
 *
 * <p>Start at {@link dev.fairlead.cli.Main}, then the command: {@link
 * dev.fairlead.cli.ExplainCommand} (files or a cluster become {@link dev.fairlead.cli.Manifests},
 * these a {@link dev.fairlead.cli.Report}, and that text, JSON or a case), {@link
 * dev.fairlead.cli.WatchCommand}, {@link dev.fairlead.cli.DoctorCommand}, {@link
 * dev.fairlead.cli.RbacCommand}, {@link dev.fairlead.cli.ConformanceCommand}.
 */
@NullMarked
package dev.fairlead.cli;

import org.jspecify.annotations.NullMarked;
