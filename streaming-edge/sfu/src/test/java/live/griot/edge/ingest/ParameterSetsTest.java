package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import live.griot.edge.egress.H264Encoder;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;

/** With which packet of an H.264 stream a decoder can begin, however its parameter sets come. */
class ParameterSetsTest {
    private static final byte[] SPS = unit(0x67, H264Encoder.sps(40, 22));
    private static final byte[] PPS = unit(0x68, new byte[] {(byte) 0xCE, 0x3C, (byte) 0x80});
    private static final byte[] IDR = unit(0x65, new byte[20]);
    private static final byte[] SLICE = unit(0x41, new byte[20]);

    private final Encoding encoding = new Encoding(0, Codec.H264, new SenderClock());
    private final RtpPacket packet = new RtpPacket();
    private int sequence = 10;

    @Test
    void sets_with_the_picture_begin_it() {
        assertThat(read(SPS, 100).startsKeyFrame()).isTrue();
        assertThat(read(PPS, 100).startsKeyFrame()).isFalse();
        MediaPacket picture = read(IDR, 100);
        assertThat(picture.startsKeyFrame()).isFalse();
        assertThat(picture.parameterSets()).isNull();
    }

    @Test
    void sets_of_another_timestamp_are_kept_for_the_picture_that_comes_without() {
        read(SPS, 100);
        read(PPS, 100);
        MediaPacket picture = read(IDR, 200);

        assertThat(picture.startsKeyFrame()).isTrue();
        assertSets(Objects.requireNonNull(picture.parameterSets()));
        assertThat(Objects.requireNonNull(picture.parameterSets()).timestamp()).isEqualTo(200);
        assertThat(read(IDR, 200).startsKeyFrame()).as("its second slice").isFalse();
    }

    @Test
    void sets_that_came_once_serve_every_picture_after() {
        read(SPS, 100);
        read(PPS, 100);
        read(IDR, 100);
        MediaPacket begun = null;
        for (int frame = 1; frame <= 4; frame++) {
            read(SLICE, 100 + frame * 10);
            begun = read(IDR, 105 + frame * 10);
        }
        assertThat(Objects.requireNonNull(begun).startsKeyFrame()).isTrue();
        assertSets(Objects.requireNonNull(begun.parameterSets()));
    }

    @Test
    void a_picture_without_sets_is_the_key_frame_that_was_asked_for() {
        read(SPS, 100);
        read(PPS, 100);
        read(IDR, 150);
        encoding.keyFrames().want();
        read(SLICE, 200);
        read(IDR, 250);

        assertThat(encoding.keyFrames().takeDue(TimeUnit.SECONDS.toNanos(10)))
                .as("nobody is asked again")
                .isFalse();
    }

    @Test
    void sets_that_never_came_came_by_signalling() {
        assertThat(read(IDR, 100).startsKeyFrame()).as("they may come yet").isFalse();
        MediaPacket second = read(IDR, 200);
        assertThat(second.startsKeyFrame()).isTrue();
        assertThat(second.parameterSets()).isNull();
    }

    @Test
    void another_sequence_set_takes_the_place_of_all_before() {
        byte[] larger = unit(0x67, H264Encoder.sps(80, 45));
        read(SPS, 100);
        read(PPS, 100);
        read(larger, 200);
        assertThat(read(IDR, 300).parameterSets())
                .as("its picture set has not come")
                .isNull();
        read(PPS, 400);
        byte[] sets = Objects.requireNonNull(read(IDR, 500).parameterSets()).bytes();
        assertThat(Bytes.u16(sets, 1)).isEqualTo(larger.length);
    }

    @Test
    void more_than_a_packet_holds_is_not_kept() {
        read(SPS, 100);
        for (int id = 0; id < 200; id++) {
            read(unit(0x68, new byte[] {(byte) id, 1, 2, 3, 4, 5, 6, 7, 8, 9}), 100);
        }
        MediaPacket picture = read(IDR, 200);
        MediaPacket sets = picture.parameterSets();
        assertThat(sets == null ? 0 : sets.payloadLength()).isLessThanOrEqualTo(ParameterSets.MAX_BYTES + 1);
    }

    private static void assertSets(MediaPacket sets) {
        byte[] bytes = sets.bytes();
        assertThat(bytes[0] & 0x1F).isEqualTo(24);
        assertThat(Bytes.u16(bytes, 1)).isEqualTo(SPS.length);
        assertThat(bytes[3]).isEqualTo(SPS[0]);
        assertThat(Bytes.u16(bytes, 3 + SPS.length)).isEqualTo(PPS.length);
        assertThat(bytes).hasSize(1 + 2 + SPS.length + 2 + PPS.length);
    }

    private MediaPacket read(byte[] payload, int timestamp) {
        byte[] bytes =
                RtpBuilder.packet(96, 7, sequence++, timestamp).payload(payload).build();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return encoding.accept(packet, Codec.H264, IncomingExtensions.NONE, sequence * 1_000_000L);
    }

    private static byte[] unit(int header, byte[] rest) {
        byte[] unit = new byte[1 + rest.length];
        unit[0] = (byte) header;
        System.arraycopy(rest, 0, unit, 1, rest.length);
        return unit;
    }
}
