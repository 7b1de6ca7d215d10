package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.ingest.Encoding;
import live.griot.edge.ingest.IncomingExtensions;
import live.griot.edge.ingest.SenderClock;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import org.junit.jupiter.api.Test;

/** What stands in the packets that a viewer gets, byte for byte. */
class WrittenPacketsTest {
    private static final int TRANSPORT_SEQUENCE = 3;
    private static final int MID = 4;
    private static final int AUDIO_LEVEL = 1;
    private static final int DESCRIPTOR = 12;
    private static final OutgoingExtensions ALL =
            new OutgoingExtensions(TRANSPORT_SEQUENCE, MID, "a7", AUDIO_LEVEL, DESCRIPTOR);

    private final byte[] out = new byte[1_500];
    private final RtpPacket written = new RtpPacket();
    private final Encoding picture = encoding(Codec.AV1);
    private final Encoding sound = encoding(Codec.OPUS);

    @Test
    void the_transport_wide_number_has_one_place_in_every_form_of_packet() {
        Subscription video = video(97);
        for (int length : new int[] {3, 16, 17, 200}) {
            wrap(video.forward(av1(length * 10, descriptor(length)), 0, out, 0));

            assertThat(written.extensionOffset(TRANSPORT_SEQUENCE))
                    .isEqualTo(OutgoingExtensions.TRANSPORT_SEQUENCE_OFFSET);
            assertThat(written.extensionLength(written.extensionOffset(TRANSPORT_SEQUENCE)))
                    .isEqualTo(2);
        }
        assertThat(video.carriesTransportSequence()).isTrue();
    }

    @Test
    void a_packet_says_which_section_it_is_of() {
        wrap(video(97).forward(av1(1, descriptor(3)), 0, out, 0));

        int at = written.extensionOffset(MID);
        assertThat(new String(out, at, written.extensionLength(at), StandardCharsets.US_ASCII))
                .isEqualTo("a7");
    }

    @Test
    void a_descriptor_is_passed_on_whole_in_the_form_that_holds_it() {
        Subscription video = video(97);
        for (int length : new int[] {3, 16, 17, 255}) {
            byte[] descriptor = descriptor(length);
            wrap(video.forward(av1(length * 10, descriptor), 0, out, 0));

            int at = written.extensionOffset(DESCRIPTOR);
            assertThat(written.extensionLength(at)).isEqualTo(length);
            assertThat(Arrays.copyOfRange(out, at, at + length)).isEqualTo(descriptor);
            assertThat(Bytes.u16(out, RtpPacket.FIXED_HEADER)).isEqualTo(length > 16 ? 0x1000 : 0xBEDE);
        }
    }

    @Test
    void how_loud_a_packet_is_is_passed_on_under_the_viewers_id_where_it_is_known() {
        Subscription audio = audio(-1);
        wrap(audio.forward(opus(1, 0x80 | 33, "11223344"), 0, out, 0));
        assertThat(out[written.extensionOffset(AUDIO_LEVEL)]).isEqualTo((byte) (0x80 | 33));
        assertThat(written.payloadLength()).isEqualTo(4);

        wrap(audio.forward(opus(2, MediaPacket.NO_LEVEL, "11223344"), 0, out, 0));
        assertThat(written.extensionOffset(AUDIO_LEVEL)).isEqualTo(-1);
        assertThat(written.extensionOffset(TRANSPORT_SEQUENCE)).isPositive();
    }

    @Test
    void without_extensions_there_is_no_block() {
        Subscription plain = new Subscription(
                new Outgoing(1, 2, List.of(new PayloadFormat(Codec.OPUS, 111, -1)), OutgoingExtensions.NONE), 0, 0);
        wrap(plain.forward(opus(1, 20, "11"), 0, out, 0));

        assertThat(written.headerLength()).isEqualTo(RtpPacket.FIXED_HEADER);
        assertThat(plain.carriesTransportSequence()).isFalse();
    }

    @Test
    void ids_and_names_that_do_not_fit_are_as_if_they_were_not_taken() {
        OutgoingExtensions odd = new OutgoingExtensions(15, 3, "seventeen letters", 0, 255);

        assertThat(odd.transportSequenceId()).isEqualTo(-1);
        assertThat(odd.midId()).isEqualTo(-1);
        assertThat(odd.audioLevelId()).isEqualTo(-1);
        assertThat(odd.dependencyDescriptorId()).isEqualTo(-1);
    }

    @Test
    void a_retransmission_has_room_for_a_number_of_its_own_and_the_same_payload() {
        Subscription video = video(97);
        int length = video.forward(av1(1, descriptor(20)), 9, out, 0);
        wrap(length);
        byte[] payload = payload();
        Bytes.put16(out, OutgoingExtensions.TRANSPORT_SEQUENCE_OFFSET, 77);
        int sequence = written.sequenceNumber();

        wrap(video.retransmit(sequence, 1, 0, out, 0));

        assertThat(written.payloadType()).isEqualTo(97);
        assertThat(Bytes.u16(out, OutgoingExtensions.TRANSPORT_SEQUENCE_OFFSET)).isZero();
        assertThat(Bytes.u16(out, written.payloadOffset())).isEqualTo(sequence);
        assertThat(Arrays.copyOfRange(payload(), RtxPayload.OVERHEAD, payload().length))
                .isEqualTo(payload);
    }

    @Test
    void what_is_sent_again_verbatim_carries_no_transport_wide_number() {
        Subscription video = video(-1);
        int length = video.forward(av1(1, descriptor(20)), 9, out, 0);
        byte[] first = Arrays.copyOf(out, length);
        wrap(length);

        assertThat(video.carriesTransportSequence()).isFalse();
        assertThat(written.extensionOffset(TRANSPORT_SEQUENCE)).isEqualTo(-1);
        assertThat(Arrays.copyOf(out, video.retransmit(written.sequenceNumber(), 1, 0, out, 0)))
                .isEqualTo(first);
    }

    @Test
    void redundancy_is_passed_on_to_who_takes_it_and_taken_off_for_who_does_not() {
        String red = "ef0f0002 6f aaaa cccccc".replace(" ", "");
        wrap(audio(63).forward(red(1, red), 0, out, 0));
        assertThat(written.payloadType()).isEqualTo(63);
        assertThat(payload()).isEqualTo(HexFormat.of().parseHex(red));

        wrap(audio(-1).forward(red(1, red), 0, out, 0));
        assertThat(written.payloadType()).isEqualTo(111);
        assertThat(payload()).isEqualTo(HexFormat.of().parseHex("cccccc"));

        wrap(audio(-1).forward(red(1, "ef0f"), 0, out, 0));
        assertThat(written.payloadLength())
                .as("what makes no sense keeps its place")
                .isZero();
    }

    @Test
    void what_a_viewer_does_not_take_is_not_forwarded() {
        assertThat(audio(-1).forward(av1(1, descriptor(3)), 0, out, 0)).isZero();
    }

    @Test
    void each_packet_goes_under_the_payload_type_of_its_codec() {
        Subscription both = new Subscription(
                new Outgoing(
                        1,
                        2,
                        List.of(new PayloadFormat(Codec.VP8, 96, 97), new PayloadFormat(Codec.AV1, 45, 46)),
                        OutgoingExtensions.NONE),
                0,
                0);
        Packets camera = new Packets();
        wrap(both.forward(camera.packet(5, 0, true, 0), 0, out, 0));
        assertThat(written.payloadType()).isEqualTo(96);
        int first = written.sequenceNumber();

        wrap(both.forward(av1(1, descriptor(3)), 0, out, 0));
        assertThat(written.payloadType()).isEqualTo(45);
        wrap(both.retransmit(first, 1, 0, out, 0));
        assertThat(written.payloadType()).isEqualTo(97);
    }

    @Test
    void a_probe_is_the_newest_packet_once_more_or_padding_and_never_longer_than_asked() {
        Subscription video = video(97);
        assertThat(video.probe(1_000, 0, out, 0)).as("before anything was sent").isZero();
        video.forward(av1(1, descriptor(3)), 0, out, 0);
        int media = 0;
        int lastNumber = -1;
        for (int size = 40; size <= 1_400; size += 10) {
            int length = video.probe(size, size * 100_000_000L / 1_400, out, 0);
            wrap(length);

            assertThat(length).isLessThanOrEqualTo(size);
            assertThat(written.payloadType()).isEqualTo(97);
            assertThat(written.extensionOffset(TRANSPORT_SEQUENCE))
                    .isEqualTo(OutgoingExtensions.TRANSPORT_SEQUENCE_OFFSET);
            assertThat(lastNumber < 0 || written.sequenceNumber() == (lastNumber + 1 & 0xFFFF))
                    .isTrue();
            lastNumber = written.sequenceNumber();
            media += written.payloadLength() > 0 ? 1 : 0;
        }
        assertThat(media).isPositive();
        assertThat(video(-1).probe(1_000, 0, out, 0)).isZero();
    }

    private Subscription video(int rtxPayloadType) {
        return new Subscription(
                new Outgoing(0x3333, 0x4444, List.of(new PayloadFormat(Codec.AV1, 96, rtxPayloadType)), ALL), 1, 1);
    }

    private Subscription audio(int redPayloadType) {
        List<PayloadFormat> formats = redPayloadType < 0
                ? List.of(new PayloadFormat(Codec.OPUS, 111, -1))
                : List.of(new PayloadFormat(Codec.OPUS, 111, -1), new PayloadFormat(Codec.RED, redPayloadType, -1));
        return new Subscription(new Outgoing(0x5555, -1, formats, ALL), 1, 1);
    }

    private static Encoding encoding(Codec codec) {
        Encoding encoding = new Encoding(0, codec, new SenderClock());
        encoding.bind(0x1111);
        return encoding;
    }

    /** A key frame of AV1 with that descriptor, in the form of two bytes, and 100 bytes of payload. */
    private MediaPacket av1(int sequence, byte[] descriptor) {
        int words = (descriptor.length + 2 + 3) / 4;
        byte[] bytes = new byte[RtpPacket.FIXED_HEADER + 4 + 4 * words + 100];
        fixedHeader(bytes, 0x90, 45, sequence);
        Bytes.put16(bytes, 12, 0x1000);
        Bytes.put16(bytes, 14, words);
        bytes[16] = 5;
        bytes[17] = (byte) descriptor.length;
        System.arraycopy(descriptor, 0, bytes, 18, descriptor.length);
        bytes[16 + 4 * words] = 0x18;
        return accept(picture, bytes, Codec.AV1, new IncomingExtensions(-1, 5));
    }

    private MediaPacket opus(int sequence, int level, String payload) {
        return sound(sequence, level, payload, Codec.OPUS);
    }

    private MediaPacket red(int sequence, String payload) {
        return sound(sequence, 20, payload, Codec.RED);
    }

    private MediaPacket sound(int sequence, int level, String payload, Codec codec) {
        byte[] sound = HexFormat.of().parseHex(payload);
        byte[] bytes = new byte[20 + sound.length];
        fixedHeader(bytes, 0x90, 111, sequence);
        Bytes.put16(bytes, 12, 0xBEDE);
        Bytes.put16(bytes, 14, 1);
        if (level != MediaPacket.NO_LEVEL) {
            bytes[16] = 0x20;
            bytes[17] = (byte) level;
        }
        System.arraycopy(sound, 0, bytes, 20, sound.length);
        return accept(this.sound, bytes, codec, new IncomingExtensions(2, -1));
    }

    private static void fixedHeader(byte[] bytes, int flags, int payloadType, int sequence) {
        bytes[0] = (byte) flags;
        bytes[1] = (byte) payloadType;
        Bytes.put16(bytes, 2, sequence);
        Bytes.put32(bytes, 4, sequence * 3_000);
        Bytes.put32(bytes, 8, 0x1111);
    }

    private static MediaPacket accept(Encoding encoding, byte[] bytes, Codec codec, IncomingExtensions extensions) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return encoding.accept(packet, codec, extensions, 0);
    }

    /** A descriptor whose frame number is its length, so that each is later than those before it. */
    private static byte[] descriptor(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) 0xC0;
        Bytes.put16(bytes, 1, length);
        return bytes;
    }

    private void wrap(int length) {
        assertThat(length).isPositive();
        assertThat(written.wrap(out, 0, length)).isTrue();
    }

    private byte[] payload() {
        return Arrays.copyOfRange(out, written.payloadOffset(), written.payloadOffset() + written.payloadLength());
    }
}
