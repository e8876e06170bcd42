package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cli.Surroundings;
import org.junit.jupiter.api.Test;

class RehearsalIT {
    @Test
    void everyCommandOfTheRehearsalDoesWhatItShould() throws Exception {
        Surroundings process = Surroundings.ofThisProcess();
        assertThat(new Rehearsal(process, Main.programs(process)).run()).isZero();
    }
}
