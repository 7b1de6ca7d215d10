package live.griot.app.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
    private final AtomicBoolean mediaFlows = new AtomicBoolean();
    private final AtomicInteger collections = new AtomicInteger();
    private final IdleMemory memory = new IdleMemory(mediaFlows::get, collections::incrementAndGet);

    @Test
    void what_the_start_left_is_given_back_once() {
        look(1);
        assertThat(collections).hasValue(0);
        look(10);
        assertThat(collections).hasValue(1);
    }

    @Test
    void while_media_flows_nothing_stands_still_for_it() {
        mediaFlows.set(true);
        look(10);
        assertThat(collections).hasValue(0);
    }

    @Test
    void a_gap_between_two_lives_is_not_long_enough() {
        look(1);
        mediaFlows.set(true);
        look(1);
        mediaFlows.set(false);
        look(1);
        assertThat(collections).hasValue(0);
    }

    @Test
    void after_each_time_somebody_was_there_it_is_given_back_again() {
        look(2);
        mediaFlows.set(true);
        look(1);
        mediaFlows.set(false);
        look(5);
        assertThat(collections).hasValue(2);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            memory.look();
        }
    }
}
