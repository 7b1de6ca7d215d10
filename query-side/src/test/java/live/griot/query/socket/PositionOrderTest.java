package live.griot.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;

class PositionOrderTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MAX_GAP_OFFSET = 10_000;

    private final PositionOrder<String> order = new PositionOrder<>(10, PATIENCE);
    private GapAwareTrackingToken token = GapAwareTrackingToken.newInstance(10, List.of());

    @Test
    void what_comes_in_order_is_handed_on_at_once() {
        told(11, 0);
        told(12, 0);
        assertThat(handedOnAt(0)).containsExactly(11L, 12L);
        assertThat(order.reached()).isEqualTo(12);
    }

    @Test
    void what_follows_a_gap_waits_until_the_gap_is_filled() {
        told(11, 0);
        assertThat(told(14, 0)).as("opens a gap").isTrue();
        assertThat(handedOnAt(0)).containsExactly(11L);

        told(13, 0);
        assertThat(handedOnAt(0)).isEmpty();
        told(12, 0);
        assertThat(handedOnAt(0)).containsExactly(12L, 13L, 14L);
    }

    @Test
    void a_gap_that_nobody_fills_is_given_up_when_patience_ends() {
        told(12, 0);
        told(13, PATIENCE.toNanos() / 2);
        assertThat(handedOnAt(PATIENCE.toNanos() - 1)).isEmpty();
        assertThat(handedOnAt(PATIENCE.toNanos())).containsExactly(12L, 13L);
    }

    @Test
    void what_fills_a_gap_that_was_given_up_is_late_and_has_its_own_position() {
        told(12, 0);
        handedOnAt(PATIENCE.toNanos());

        told(11, PATIENCE.toNanos());
        PositionOrder.Placed<String> late = order.peek(PATIENCE.toNanos());
        assertThat(late).isNotNull();
        assertThat(late.late()).isTrue();
        assertThat(late.position()).isEqualTo(11);
        order.handedOn(late);
        assertThat(order.reached()).isEqualTo(12);
    }

    @Test
    void a_gap_too_old_for_the_store_to_look_for_is_not_waited_for() {
        order.take(token.advanceTo(15, 0), "long ago", 0);
        assertThat(handedOnAt(0)).containsExactly(15L);
    }

    @Test
    void a_store_without_gaps_is_followed_as_it_is() {
        order.take(new GlobalSequenceTrackingToken(11), "one", 0);
        order.take(new GlobalSequenceTrackingToken(13), "two", 0);
        assertThat(handedOnAt(0)).containsExactly(11L, 13L);
    }

    private boolean told(long position, long nowNanos) {
        token = token.advanceTo(position, MAX_GAP_OFFSET);
        TrackingToken asTold = token;
        return order.take(asTold, "at " + position, nowNanos);
    }

    private List<Long> handedOnAt(long nowNanos) {
        List<Long> positions = new ArrayList<>();
        PositionOrder.Placed<String> next;
        while ((next = order.peek(nowNanos)) != null) {
            assertThat(next.late()).isFalse();
            positions.add(next.position());
            order.handedOn(next);
        }
        return positions;
    }
}
