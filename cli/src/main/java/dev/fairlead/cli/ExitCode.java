package dev.fairlead.cli;

/** What the process returns. */
final class ExitCode {
  /** An answer: endpoints, or every case passed. */
  static final int ANSWER = 0;

  /** There is no endpoint, or a case failed. */
  static final int NO_ANSWER = 1;

  /** Wrong use: arguments or files that cannot be understood. */
  static final int WRONG_USE = 2;

  /** A fault of this program; a stack trace says where. */
  static final int BUG = 70;

  private ExitCode() {}
}
