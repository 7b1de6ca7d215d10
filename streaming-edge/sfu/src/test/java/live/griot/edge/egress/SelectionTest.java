package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.ingest.KeyFrameRequests;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import org.junit.jupiter.api.Test;

/** What a subscription forwards when others are selected, when it is paused, and what it asks for meanwhile. */
class SelectionTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final byte[] out = new byte[1_500];
    private final Packets low = new Packets();
    private final Packets high = new Packets();
    private final Subscription subscription = subscription();

    @Test
    void the_current_encoding_goes_on_until_the_key_frame_of_the_selected_one() {
        select(subscription, low);
        assertThat(subscription.wantsKeyFrame()).isTrue();
        assertThat(forwards(high.packet(1, 0, true, 0)))
                .as("another was selected")
                .isFalse();
        assertThat(forwards(low.packet(1, 0, true, 0))).isTrue();
        assertThat(subscription.wantsKeyFrame()).isFalse();

        select(subscription, high);
        assertThat(subscription.wantsKeyFrame()).isTrue();
        assertThat(subscription.keyFrameEncoding()).isEqualTo(high.stream().encoding());
        assertThat(forwards(low.packet(2, 3_000, false, 33 * MILLI))).isTrue();
        assertThat(forwards(high.packet(2, 3_000, false, 33 * MILLI))).isFalse();
        assertThat(subscription.current()).isEqualTo(low.stream().encoding());

        assertThat(forwards(high.packet(3, 6_000, true, 66 * MILLI))).isTrue();
        assertThat(forwards(low.packet(3, 6_000, false, 66 * MILLI))).isFalse();
        assertThat(subscription.current()).isEqualTo(high.stream().encoding());
        assertThat(subscription.keyFrameEncoding()).isEqualTo(high.stream().encoding());
    }

    @Test
    void a_selection_taken_back_leaves_everything_as_it_was() {
        select(subscription, low);
        forwards(low.packet(1, 0, true, 0));
        select(subscription, high);
        select(subscription, low);

        assertThat(subscription.wantsKeyFrame()).isFalse();
        assertThat(forwards(high.packet(1, 0, true, 0))).isFalse();
        assertThat(forwards(low.packet(2, 3_000, false, 0))).isTrue();
    }

    @Test
    void what_the_old_encoding_still_owes_is_sent_in_its_place_and_nothing_new_of_it() {
        select(subscription, low);
        forwards(low.packet(1, 0, true, 0));
        forwards(low.packet(3, 3_000, false, 0));
        int after = sequence();
        select(subscription, high);
        forwards(high.packet(1, 0, true, 40 * MILLI));
        assertThat(sequence()).isEqualTo(after + 1);

        assertThat(forwards(low.packet(2, 0, false, 0))).isTrue();
        assertThat(sequence()).isEqualTo(after - 1);
        assertThat(forwards(low.packet(2, 0, false, 0))).as("but once").isFalse();
        assertThat(forwards(low.packet(4, 3_000, false, 0))).isFalse();
    }

    @Test
    void after_a_pause_the_stream_goes_on_with_a_key_frame_and_without_a_hole() {
        select(subscription, low);
        forwards(low.packet(1, 0, true, 0));
        int before = sequence();
        subscription.pause();
        assertThat(subscription.wantsKeyFrame()).isFalse();
        assertThat(subscription.current()).isNull();
        assertThat(forwards(low.packet(2, 3_000, true, 33 * MILLI))).isFalse();

        select(subscription, low);
        assertThat(subscription.wantsKeyFrame()).isTrue();
        assertThat(forwards(low.packet(3, 6_000, false, 66 * MILLI))).isFalse();
        assertThat(forwards(low.packet(4, 9_000, true, 100 * MILLI))).isTrue();
        assertThat(sequence()).isEqualTo(before + 1);
        assertThat(Bytes.i32(out, 4)).isEqualTo(9_000);
    }

    @Test
    void a_key_frame_whose_packets_changed_places_is_given_whole() {
        select(subscription, low);
        assertThat(forwards(low.packet(12, 0, false, 0))).isFalse();
        assertThat(forwards(low.packet(11, 0, false, 0))).isFalse();
        List<Integer> given = new ArrayList<>();
        int length = subscription.forward(low.packet(10, 0, true, 0), 0, out, 0);
        while (length > 0) {
            given.add(Bytes.i32(out, 12));
            length = subscription.forwardHeld(out, 0);
        }

        assertThat(given).containsExactly(10, 11, 12);
        assertThat(subscription.wantsKeyFrame()).isFalse();
    }

    @Test
    void a_key_frame_is_not_begun_when_too_much_went_by_before_it() {
        select(subscription, low);
        for (int index = 11; index <= 11 + ReorderBuffer.CAPACITY; index++) {
            forwards(low.packet(index, 0, false, 0));
        }
        assertThat(forwards(low.packet(10, 0, true, 0))).isFalse();
        assertThat(subscription.wantsKeyFrame()).isTrue();
    }

    @Test
    void sound_needs_no_key_frame() {
        Subscription picture = new Subscription(Packets.outgoing(Codec.VP8, 1, 96, -1, -1), 0, 0);
        assertThat(picture.wantsKeyFrame()).isTrue();
        Subscription sound = new Subscription(Packets.outgoing(Codec.OPUS, 1, 111, -1, -1), 0, 0);
        assertThat(sound.wantsKeyFrame()).isFalse();
    }

    @Test
    void however_many_viewers_wait_each_layer_is_asked_for_a_key_frame_twice_a_second_at_most() {
        List<Subscription> viewers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            viewers.add(subscription());
            select(viewers.get(i), i % 2 == 0 ? low : high);
        }
        Map<EncodingView, KeyFrameRequests> requests = Map.of(
                low.stream().encoding(), new KeyFrameRequests(),
                high.stream().encoding(), new KeyFrameRequests());
        int asked = 0;
        for (int millis = 0; millis < 2_000; millis += 10) {
            for (Subscription viewer : viewers) {
                EncodingView wanted = viewer.keyFrameEncoding();
                if (viewer.wantsKeyFrame() && wanted != null) {
                    Objects.requireNonNull(requests.get(wanted)).want();
                }
            }
            asked += Objects.requireNonNull(requests.get(low.stream().encoding()))
                            .takeDue(millis * MILLI)
                    ? 1
                    : 0;
            asked += Objects.requireNonNull(requests.get(high.stream().encoding()))
                            .takeDue(millis * MILLI)
                    ? 1
                    : 0;
        }
        assertThat(asked).as("two layers, two seconds").isEqualTo(8);
    }

    @Test
    void one_key_frame_serves_all_who_wait_for_its_layer_and_none_of_another() {
        Subscription other = subscription();
        Subscription third = subscription();
        select(subscription, low);
        select(other, low);
        select(third, high);
        MediaPacket keyFrame = low.packet(1, 0, true, 0);
        for (Subscription viewer : List.of(subscription, other, third)) {
            viewer.forward(keyFrame, 0, out, 0);
        }

        assertThat(subscription.wantsKeyFrame()).isFalse();
        assertThat(other.wantsKeyFrame()).isFalse();
        assertThat(third.wantsKeyFrame()).isTrue();
    }

    @Test
    void the_edges_clock_tells_timestamps_across_a_change_of_publication() {
        select(subscription, low);
        forwards(low.packet(1, 700_000, true, 1_000 * MILLI));
        int before = subscription.timestampAt(2_000 * MILLI);
        select(subscription, high);
        forwards(high.packet(1, 5, true, 3_000 * MILLI));

        assertThat(subscription.timestampAt(2_000 * MILLI)).isEqualTo(before);
    }

    private static Subscription subscription() {
        return new Subscription(Packets.outgoing(Codec.VP8, 0x3333, 101, 0x4444, 102), 500, 900);
    }

    private static void select(Subscription viewer, Packets source) {
        viewer.select(source.stream().encoding(), LayerLimits.NONE);
    }

    private boolean forwards(MediaPacket packet) {
        return subscription.forward(packet, 0, out, 0) > 0;
    }

    private int sequence() {
        return Bytes.u16(out, 2);
    }
}
