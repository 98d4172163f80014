package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("A", "B", "C");
    table.row("long cell", "x", "y");

    assertThat(table.lines("  ")).containsExactly("  A          B  C", "  long cell  x  y");
  }

  @Test
  void unknownCellsAreDashesAndNoLineEndsInASpace() {
    Table table = new Table("ADDRESS", "NODE");
    table.row(null, "");

    assertThat(table.lines("")).containsExactly("ADDRESS  NODE", "-        -");
  }
}
