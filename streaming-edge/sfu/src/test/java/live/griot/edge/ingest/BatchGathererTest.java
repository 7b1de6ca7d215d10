package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.egress.Packets;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.Test;

class BatchGathererTest {
    private static final long START = 7_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final BatchGatherer gatherer = new BatchGatherer();
    private final List<EgressBatch> left = new ArrayList<>();
    private long nowNanos = START;

    /** Somebody who sends one encoding into a session. */
    private static final class Source {
        private final EncodingView encoding = new EncodingView(0, () -> EncodingView.State.UNKNOWN);
        private final Packets packets = new Packets();
        private final PublicationView publication;
        private int index;

        Source(String router, TrackSource source) {
            Codec codec = source == TrackSource.MICROPHONE ? Codec.OPUS : Codec.VP8;
            publication = new PublicationView(
                    "p", router, "someone", 1, source, List.of(encoding), () -> new PublicationView.State(codec, true));
        }

        MediaPacket next(boolean marker, long nowNanos) {
            MediaPacket packet = packets.packet(index++, 0, false, nowNanos);
            return marker ? packets.last(packet) : packet;
        }
    }

    private static Source camera() {
        return new Source("live", TrackSource.CAMERA);
    }

    private static Source microphone() {
        return new Source("live", TrackSource.MICROPHONE);
    }

    private void send(Source from, boolean marker) {
        gatherer.add(from.publication, from.encoding, from.next(marker, nowNanos), nowNanos);
    }

    private List<EgressBatch> after(long millis) {
        nowNanos += millis * MILLI;
        left.clear();
        gatherer.takeReady(nowNanos, left::add);
        return left;
    }

    private List<Source> afterwards(long millis, Source... all) {
        List<EgressBatch> batches = after(millis);
        return batches.stream()
                .map(batch -> List.of(all).stream()
                        .filter(source -> source.publication.equals(batch.publication()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    void a_frame_leaves_with_its_last_packet() {
        Source camera = camera();
        send(camera, false);
        send(camera, false);
        assertThat(after(1)).isEmpty();
        send(camera, true);
        assertThat(after(0)).singleElement().satisfies(batch -> assertThat(batch.packets())
                .hasSize(3));
        assertThat(gatherer.dueNanos(nowNanos)).isEqualTo(BatchGatherer.NEVER);
    }

    @Test
    void a_frame_that_is_cut_short_leaves_after_two_milliseconds() {
        send(camera(), false);
        assertThat(gatherer.dueNanos(nowNanos)).isEqualTo(nowNanos + BatchGatherer.PICTURE_NANOS);
        assertThat(after(1)).isEmpty();
        assertThat(after(1)).hasSize(1);
    }

    @Test
    void sound_leaves_behind_the_next_picture_or_after_ten_milliseconds() {
        Source camera = camera();
        Source microphone = microphone();
        send(camera, true);
        after(0);
        send(microphone, true);
        assertThat(after(3)).isEmpty();
        send(camera, true);
        assertThat(afterwards(1, camera, microphone)).containsExactly(camera, microphone);
        send(microphone, true);
        assertThat(gatherer.dueNanos(nowNanos)).isEqualTo(nowNanos + BatchGatherer.SOUND_NANOS);
        assertThat(after(9)).isEmpty();
        assertThat(after(1)).hasSize(1);
    }

    @Test
    void sound_waits_for_no_picture_where_there_is_none() {
        send(microphone(), true);
        assertThat(after(0)).hasSize(1);
    }

    @Test
    void sound_does_not_take_a_picture_with_it_that_is_not_whole() {
        Source camera = camera();
        Source microphone = microphone();
        send(camera, true);
        after(0);
        send(microphone, true);
        nowNanos += 9 * MILLI;
        send(camera, false);
        assertThat(afterwards(1, camera, microphone)).containsExactly(microphone);
    }

    @Test
    void two_pictures_do_not_wait_for_each_other() {
        Source one = camera();
        Source two = camera();
        send(one, true);
        assertThat(after(0)).hasSize(1);
        send(two, true);
        assertThat(after(0)).hasSize(1);
    }

    @Test
    void pictures_of_many_leave_together_after_eight_milliseconds() {
        Source one = camera();
        Source two = camera();
        Source three = camera();
        send(one, true);
        send(two, true);
        send(three, true);
        after(10);
        send(one, true);
        assertThat(gatherer.dueNanos(nowNanos)).isEqualTo(nowNanos + BatchGatherer.BEAT_NANOS);
        nowNanos += 4 * MILLI;
        send(two, true);
        nowNanos += 3 * MILLI;
        send(three, false);
        assertThat(after(0)).isEmpty();
        assertThat(afterwards(1, one, two, three)).as("what is whole").containsExactly(one, two);
        send(three, true);
        assertThat(after(6)).isEmpty();
        assertThat(afterwards(1, one, two, three)).containsExactly(three);
    }

    @Test
    void a_crowd_is_forgotten_when_its_pictures_are_gone() {
        Source one = camera();
        for (Source source : List.of(one, camera(), camera())) {
            send(source, true);
        }
        after(300);
        send(one, true);
        assertThat(after(0)).hasSize(1);
    }

    @Test
    void a_session_does_not_wait_for_another() {
        for (int i = 0; i < BatchGatherer.CROWD; i++) {
            send(camera(), true);
        }
        send(new Source("other", TrackSource.CAMERA), true);
        assertThat(after(0))
                .singleElement()
                .satisfies(batch -> assertThat(batch.publication().router()).isEqualTo("other"));
    }

    @Test
    void what_is_large_enough_leaves_at_once_also_in_a_crowd() {
        for (int i = 0; i < BatchGatherer.CROWD; i++) {
            send(camera(), true);
        }
        after(10);
        Source large = camera();
        for (int i = 0; i < BatchGatherer.ENOUGH_PACKETS; i++) {
            send(large, false);
        }
        assertThat(afterwards(0, large)).containsExactly(large);
    }

    @Test
    void a_session_that_is_over_leaves_nothing() {
        send(camera(), false);
        gatherer.forget("live");
        assertThat(after(10)).isEmpty();
    }
}
