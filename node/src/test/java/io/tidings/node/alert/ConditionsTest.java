package io.tidings.node.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    @Test
    void whereAllIsWellWithPackagesThereIsNoAlert() {
        assertThat(Conditions.packages(List.of())).isEmpty();
    }

    @Test
    void allThatIsWrongWithPackagesIsOneAlertThatStaysTheSameWhileItsWordsChange() {
        Condition one = Conditions.packages(List.of("a")).orElseThrow();
        Condition three = Conditions.packages(List.of("b", "a", "c")).orElseThrow();
        assertThat(one).isEqualTo(new Condition("packages", "", "a"));
        assertThat(three.message()).isEqualTo("b (and 2 more, see: tidings status)");
        assertThat(three.key()).isEqualTo(one.key());
    }
}
