package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a connection's packets are told apart. */
class StreamTableTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int OBS_CAMERA = 0x1234;
    private static final int H264 = 102;
    private static final int H264_RTX = 103;

    private final StreamTable table = new StreamTable();
    private final RtpPacket packet = new RtpPacket();

    @Test
    void a_stream_is_known_by_its_ssrc_once_its_mid_and_rid_were_seen() {
        Publication camera = publish(LoopbackStage.camera(LoopbackStage.RIDS)).get(0);

        StreamTable.Stream met = find(named(7, "0", "h"), 0);
        StreamTable.Stream known = find(RtpBuilder.packet(LoopbackStage.VP8, 7, 1, 1), 0);

        assertThat(met).isNotNull().isSameAs(known);
        assertThat(met.encoding()).isSameAs(camera.encodings().get(1));
        assertThat(met.encoding().ssrc()).isEqualTo(7);
    }

    @Test
    void a_retransmission_is_of_the_size_that_it_repairs() {
        Publication camera = publish(LoopbackStage.camera(LoopbackStage.RIDS)).get(0);

        StreamTable.Stream repair = find(
                RtpBuilder.packet(LoopbackStage.VP8_RTX, 9, 1, 1)
                        .extension(LoopbackStage.MID, "0")
                        .extension(LoopbackStage.REPAIRED_RID, "f"),
                0);

        assertThat(repair).isNotNull();
        assertThat(repair.encoding()).isSameAs(camera.encodings().get(2));
        assertThat(repair.isRetransmission()).isTrue();
        assertThat(repair.encoding().isBound()).isFalse();
    }

    @Test
    void of_two_sections_with_the_same_payload_types_only_mids_and_signalled_ssrcs_tell() {
        List<Publication> both = publish(
                new TrackParameters(TrackSource.CAMERA, video("0", 0x11, 0x12)),
                new TrackParameters(TrackSource.SCREEN, video("2", 0x21, 0x22)));

        assertThat(publicationOf(find(RtpBuilder.packet(LoopbackStage.VP8, 0x21, 1, 1), 0)))
                .isSameAs(both.get(1));
        assertThat(publicationOf(find(RtpBuilder.packet(LoopbackStage.VP8_RTX, 0x12, 1, 1), 0)))
                .isSameAs(both.get(0));
        assertThat(publicationOf(
                        find(RtpBuilder.packet(LoopbackStage.VP8, 0x99, 1, 1).extension(LoopbackStage.MID, "2"), 0)))
                .isSameAs(both.get(1));
        assertThat(find(RtpBuilder.packet(LoopbackStage.VP8, 0x77, 1, 1), 0)).isNull();
    }

    @Test
    void a_payload_type_that_only_one_section_has_is_enough() {
        List<Publication> both =
                publish(new TrackParameters(TrackSource.CAMERA, video("", OBS_CAMERA, -1)), LoopbackStage.microphone());

        assertThat(publicationOf(find(RtpBuilder.packet(LoopbackStage.VP8, 0x5555, 1, 1), 0)))
                .isSameAs(both.get(0));
        assertThat(publicationOf(find(RtpBuilder.packet(LoopbackStage.OPUS, -1, 1, 1), 0)))
                .isSameAs(both.get(1));
    }

    @Test
    void a_replaced_streams_late_packets_do_not_take_the_place_back_until_it_is_meant() {
        publish(LoopbackStage.camera(LoopbackStage.RIDS));
        find(named(7, "0", "q"), 0);
        StreamTable.Stream fresh = find(named(8, "0", "q"), 1);

        assertThat(find(named(7, "0", "q"), SECOND)).isNull();
        assertThat(fresh).isNotNull();
        assertThat(fresh.encoding().ssrc()).isEqualTo(8);
        assertThat(find(named(7, "0", "q"), 3 * SECOND)).isNotNull();
        assertThat(fresh.encoding().ssrc()).isEqualTo(7);
    }

    @Test
    void what_is_remembered_has_a_limit_whatever_comes() {
        publish(LoopbackStage.camera(LoopbackStage.RIDS), LoopbackStage.microphone());
        Random random = new Random(8852);
        for (int i = 0; i < 10_000; i++) {
            find(named(random.nextInt(), "0", LoopbackStage.RIDS.get(random.nextInt(3))), i);
            find(
                    RtpBuilder.packet(LoopbackStage.VP8_RTX, random.nextInt(), 1, 1)
                            .extension(LoopbackStage.MID, "0")
                            .extension(LoopbackStage.REPAIRED_RID, "q"),
                    i);
            find(RtpBuilder.packet(random.nextInt(128), random.nextInt(), 1, 1), i);
        }

        assertThat(table.size()).isLessThanOrEqualTo(StreamTable.MAX_RETIRED + 3 + 3 + 1);
    }

    @Test
    void what_is_no_longer_published_is_forgotten() {
        publish(LoopbackStage.camera(LoopbackStage.RIDS), LoopbackStage.microphone());
        find(named(7, "0", "q"), 0);
        find(RtpBuilder.packet(LoopbackStage.OPUS, 9, 1, 1), 0);

        table.expect(List.of());

        assertThat(table.size()).isZero();
        assertThat(find(named(7, "0", "q"), 0)).isNull();
    }

    /** Chromium keeps its SSRCs, and names no more which is of which size. */
    @Test
    void who_goes_on_in_another_codec_keeps_its_streams() {
        publish(LoopbackStage.camera(LoopbackStage.RIDS), LoopbackStage.microphone());
        find(named(7, "0", "q"), 0);
        find(named(8, "0", "h"), 0);
        find(named(9, "0", "q"), 1);
        find(
                RtpBuilder.packet(LoopbackStage.VP8_RTX, 17, 1, 1)
                        .extension(LoopbackStage.MID, "0")
                        .extension(LoopbackStage.REPAIRED_RID, "h"),
                0);

        Publication again =
                publish(h264(LoopbackStage.RIDS), LoopbackStage.microphone()).get(0);

        StreamTable.Stream small = find(RtpBuilder.packet(H264, 9, 2, 2), 2);
        StreamTable.Stream repair = find(RtpBuilder.packet(H264_RTX, 17, 2, 2), 2);
        assertThat(small).isNotNull();
        assertThat(small.encoding()).isSameAs(again.encodings().get(0));
        assertThat(small.encoding().ssrc()).isEqualTo(9);
        assertThat(again.encodings().get(1).ssrc()).isEqualTo(8);
        assertThat(again.encodings().get(2).isBound()).isFalse();
        assertThat(repair).isNotNull();
        assertThat(repair.encoding()).isSameAs(again.encodings().get(1));
        assertThat(repair.isRetransmission()).isTrue();
        assertThat(find(RtpBuilder.packet(H264, 7, 2, 2), 2))
                .as("late, of a stream that was replaced")
                .isNull();
    }

    private List<Publication> publish(TrackParameters... tracks) {
        List<Publication> publications =
                Transports.publisher(Transports.router(), "awa", tracks).publications();
        table.expect(publications);
        return publications;
    }

    private static TrackParameters h264(List<String> rids) {
        return new TrackParameters(
                TrackSource.CAMERA,
                new RtpParameters(
                        "0",
                        List.of(new CodecParameters(Codec.H264, H264, H264_RTX, "")),
                        LoopbackStage.EXTENSIONS,
                        -1,
                        -1,
                        rids));
    }

    private static RtpParameters video(String mid, int ssrc, int rtxSsrc) {
        return new RtpParameters(
                mid,
                List.of(new CodecParameters(Codec.VP8, LoopbackStage.VP8, LoopbackStage.VP8_RTX, "")),
                LoopbackStage.EXTENSIONS,
                ssrc,
                rtxSsrc,
                List.of());
    }

    private static RtpBuilder named(int ssrc, String mid, String rid) {
        return RtpBuilder.packet(LoopbackStage.VP8, ssrc, 1, 1)
                .extension(LoopbackStage.MID, mid)
                .extension(LoopbackStage.RID, rid);
    }

    private StreamTable.@Nullable Stream find(RtpBuilder built, long nowNanos) {
        byte[] bytes = built.payload(new byte[4]).build();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return table.find(packet, nowNanos);
    }

    private static @Nullable Publication publicationOf(StreamTable.@Nullable Stream stream) {
        return stream == null ? null : stream.publication();
    }
}
