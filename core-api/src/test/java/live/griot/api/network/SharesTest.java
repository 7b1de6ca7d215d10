package live.griot.api.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final Shares<String> shares = new Shares<>(2);

    @Test
    void each_has_as_many_as_the_limit_and_one_given_back_can_be_taken_again() {
        assertThat(shares.take("awa")).isTrue();
        assertThat(shares.take("awa")).isTrue();
        assertThat(shares.take("awa")).isFalse();
        assertThat(shares.hasRoom("awa")).isFalse();
        assertThat(shares.hasRoom("moussa")).isTrue();

        shares.giveBack("awa");
        assertThat(shares.hasRoom("awa")).isTrue();
        assertThat(shares.take("awa")).isTrue();
    }

    @Test
    void many_who_take_at_once_get_no_more_than_the_limit() {
        Shares<String> wide = new Shares<>(50);
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                all.execute(() -> {
                    if (wide.take("awa")) {
                        taken.incrementAndGet();
                    }
                });
            }
        }
        assertThat(taken).hasValue(50);
    }
}
