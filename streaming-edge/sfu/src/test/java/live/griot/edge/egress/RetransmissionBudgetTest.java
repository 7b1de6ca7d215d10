package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may be sent again to a viewer is earned by what is sent to them. */
class RetransmissionBudgetTest {
    private static final int PACKET = 1_000;

    private final RetransmissionBudget budget = new RetransmissionBudget();

    @Test
    void at_once_a_large_key_frame_may_be_sent_again_and_no_more() {
        assertThat(spendAll()).isEqualTo(RetransmissionBudget.MOST / PACKET);
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void one_byte_is_earned_for_every_two_that_are_sent() {
        spendAll();
        for (int i = 0; i < 20; i++) {
            budget.earn(PACKET);
        }

        assertThat(budget.isSpent()).isFalse();
        assertThat(spendAll()).isEqualTo(10);
    }

    @Test
    void nobody_saves_more_than_they_began_with() {
        for (int i = 0; i < 10_000; i++) {
            budget.earn(PACKET);
        }

        assertThat(spendAll()).isEqualTo(RetransmissionBudget.MOST / PACKET);
    }

    private int spendAll() {
        int packets = 0;
        while (packets < 10_000 && budget.spend(PACKET)) {
            packets++;
        }
        return packets;
    }
}
