package io.tidings.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table("A", "LONG").row("wide cell", "x").row("y", "");
        assertThat(table.lines()).containsExactly("A          LONG", "wide cell  x", "y");
    }

    @Test
    void aStrangersTextCannotMoveTheCursor() {
        assertThat(new Table("A").row("\u001b[2Jx\ny").lines().get(1)).isEqualTo(" [2Jx y");
        assertThat(Table.shown("a\u009b2Jb\u202ec\u2028d\u0085e\u200bf")).isEqualTo("a 2Jb c d e f");
    }
}
