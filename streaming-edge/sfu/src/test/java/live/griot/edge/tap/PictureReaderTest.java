package live.griot.edge.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.TapDropReason;
import org.junit.jupiter.api.Test;

/** How a picture's packets become frames, whatever the network does to them. */
class PictureReaderTest {
    private static final long SOON = PacketReorderBuffer.FIRST_NANOS + 1_000_000;
    private static final long LATER = PacketReorderBuffer.PATIENCE_NANOS + 1_000_000;

    private final TapPackets packets = new TapPackets(Codec.VP8);
    private final PictureReader reader = new PictureReader(Codec.VP8, packets);

    @Test
    void frames_come_out_as_they_were_sent_in_whatever_order_their_packets_come() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            TapPackets sent = new TapPackets(Codec.VP8);
            PictureReader fresh = new PictureReader(Codec.VP8, sent);
            List<MediaPacket> all = new ArrayList<>();
            for (int frame = 0; frame < 20; frame++) {
                all.addAll(frame(TapPackets.FIRST + 3L * frame, 3_000 * frame));
            }
            for (int at = 0; at + 6 <= all.size(); at += 6) {
                Collections.shuffle(all.subList(at, at + 6), random);
            }
            for (MediaPacket packet : all) {
                fresh.add(packet);
                fresh.advance(packet.index());
            }
            fresh.advance(LATER);

            assertThat(sent.frames).hasSize(20);
            for (int frame = 0; frame < 20; frame++) {
                assertThat(sent.frames.get(frame).firstIndex()).isEqualTo(TapPackets.FIRST + 3L * frame);
                assertThat(sent.frames.get(frame).lastIndex()).isEqualTo(TapPackets.FIRST + 3L * frame + 2);
                assertThat(sent.frames.get(frame).timestamp()).isEqualTo(3_000 * frame);
                assertThat(TapPackets.hex(sent.frames.get(frame).bytes())).isEqualTo("01a1" + "a2" + "a3");
            }
            assertThat(sent.drops).isEmpty();
        }
    }

    @Test
    void what_is_missing_is_waited_for_a_while_and_then_its_frame_alone_is_left_out() {
        List<MediaPacket> first = frame(100, 0);
        List<MediaPacket> second = frame(103, 3_000);
        List<MediaPacket> third = frame(106, 6_000);
        give(first, 1_000);
        reader.add(second.get(0));
        reader.add(second.get(2));
        give(third, 2_000);
        assertThat(packets.frames).as("it may be sent again").isEmpty();

        reader.advance(LATER);

        assertThat(packets.frames).extracting(StreamReader.Frame::firstIndex).containsExactly(100L, 106L);
        assertThat(packets.drops).containsExactly(Map.entry(TapDropReason.INCOMPLETE, 2));
        reader.add(second.get(1));
        assertThat(packets.drops).containsEntry(TapDropReason.LATE, 1);
    }

    @Test
    void what_is_sent_again_in_time_is_in_its_place() {
        List<MediaPacket> first = frame(100, 0);
        List<MediaPacket> second = frame(103, 3_000);
        give(first, SOON);
        reader.add(second.get(0));
        reader.add(second.get(2));
        reader.advance(SOON);
        assertThat(packets.frames).hasSize(1);

        reader.add(second.get(1));
        reader.add(second.get(1));
        reader.advance(SOON);

        assertThat(packets.frames).extracting(StreamReader.Frame::firstIndex).containsExactly(100L, 103L);
        assertThat(packets.drops).containsExactly(Map.entry(TapDropReason.LATE, 1));
    }

    @Test
    void padding_belongs_to_the_frame_behind_it_so_that_nothing_seems_missing() {
        give(frame(100, 0), LATER);
        reader.add(packets.packet(103, 0, false, ""));
        reader.add(packets.packet(104, 0, false, ""));
        give(frame(105, 3_000), LATER);

        assertThat(packets.frames.get(1).firstIndex()).isEqualTo(103);
        assertThat(packets.frames.get(1).lastIndex()).isEqualTo(107);
    }

    @Test
    void a_frame_whose_last_packet_has_no_marker_ends_with_the_next_one() {
        reader.add(packets.packet(100, 0, false, "10 01a1"));
        reader.add(packets.packet(101, 0, false, "00 a2"));
        reader.add(packets.packet(102, 3_000, true, "10 01b1"));
        reader.advance(LATER);

        assertThat(packets.frames).hasSize(2);
        assertThat(TapPackets.hex(packets.frames.getFirst().bytes())).isEqualTo("01a1a2");
    }

    @Test
    void a_stream_that_is_met_in_the_middle_of_a_frame_begins_with_the_next() {
        reader.add(packets.packet(100, 0, false, "00 a2"));
        reader.add(packets.packet(101, 0, true, "00 a3"));
        give(frame(102, 3_000), LATER);

        assertThat(packets.frames).extracting(StreamReader.Frame::firstIndex).containsExactly(102L);
        assertThat(packets.drops).containsExactly(Map.entry(TapDropReason.INCOMPLETE, 2));
    }

    @Test
    void a_frame_that_never_ends_is_left_out_when_it_is_larger_than_any_should_be() {
        String filling = "a1".repeat(10_000);
        reader.add(packets.packet(100, 0, false, "10 01"));
        for (int i = 1; i < FrameBuffer.MAX_BYTES / 10_000 + 2; i++) {
            reader.add(packets.packet(100 + i, 0, false, "00" + filling));
            reader.advance(LATER);
        }
        give(frame(1_000, 3_000), 2 * LATER);

        assertThat(packets.drops).containsKey(TapDropReason.OVERSIZE);
        assertThat(packets.frames).extracting(StreamReader.Frame::firstIndex).containsExactly(1_000L);
    }

    @Test
    void too_many_packets_behind_a_hole_are_not_kept() {
        give(frame(100, 0), LATER);
        for (int i = 0; i <= PacketReorderBuffer.MAX_PACKETS; i++) {
            reader.add(packets.packet(104 + i, 3_000 * i, true, "10 01b1"));
        }
        reader.advance(0);

        assertThat(packets.frames).hasSize(PacketReorderBuffer.MAX_PACKETS + 2);
    }

    private void give(List<MediaPacket> frame, long nowNanos) {
        frame.forEach(reader::add);
        reader.advance(nowNanos);
    }

    private List<MediaPacket> frame(long index, int timestamp) {
        return List.of(
                packets.packet(index, timestamp, false, "10 01a1"),
                packets.packet(index + 1, timestamp, false, "00 a2"),
                packets.packet(index + 2, timestamp, true, "00 a3"));
    }
}
