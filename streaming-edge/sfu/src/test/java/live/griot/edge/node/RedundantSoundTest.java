package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import live.griot.edge.node.LoopbackStage.OnStage;
import live.griot.edge.node.LoopbackStage.Watching;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sound that is published inside of redundancy (RFC 2198), over real connections to who takes that and to who does not. */
class RedundantSoundTest {
    /** As Firefox numbers them, unlike the edge. */
    private static final int THEIR_OPUS = 109;

    private static final int THEIR_RED = 121;
    private static final int OPUS = 111;
    private static final int RED = 63;
    private static final int SOUND = 0x3001;

    private LoopbackStage stage;
    private int sent;

    @BeforeEach
    void open() throws Exception {
        stage = new LoopbackStage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void who_takes_redundancy_gets_it_in_their_own_numbers_and_who_does_not_the_sound_alone() throws Exception {
        OnStage awa = publish();
        Watching takes = listen("takes", codec(Codec.OPUS, OPUS), codec(Codec.RED, RED));
        Watching doesNot = listen("does-not", codec(Codec.OPUS, OPUS));
        send(awa, THEIR_RED, "6d a1a1a1");
        send(awa, THEIR_RED, "ed 0f0003 6d a1a1a1 b2b2");
        send(awa, THEIR_RED, "ed 1e0003 ed 0f0002 6d a1a1a1 b2b2 c3c3c3c3");

        assertThat(next(takes, RED)).isEqualTo("6fa1a1a1");
        assertThat(next(takes, RED)).isEqualTo("ef0f00036fa1a1a1b2b2");
        assertThat(next(takes, RED)).isEqualTo("ef1e0003ef0f00026fa1a1a1b2b2c3c3c3c3");
        assertThat(next(doesNot, OPUS)).isEqualTo("a1a1a1");
        assertThat(next(doesNot, OPUS)).isEqualTo("b2b2");
        assertThat(next(doesNot, OPUS)).isEqualTo("c3c3c3c3");
    }

    @Test
    void who_stops_to_send_redundancy_is_heard_on_without_a_hole() throws Exception {
        OnStage awa = publish();
        Watching takes = listen("takes", codec(Codec.OPUS, OPUS), codec(Codec.RED, RED));
        send(awa, THEIR_RED, "ed 0f0003 6d a1a1a1 b2b2");
        send(awa, THEIR_OPUS, "c3c3");
        send(awa, THEIR_RED, "6d d4d4");

        RtpPacket first = takes.next(SOUND);
        RtpPacket second = takes.next(SOUND);
        RtpPacket third = takes.next(SOUND);
        assertThat(List.of(first.payloadType(), second.payloadType(), third.payloadType()))
                .containsExactly(RED, OPUS, RED);
        assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber() + 1);
        assertThat(third.sequenceNumber()).isEqualTo(first.sequenceNumber() + 2);
        assertThat(third.timestamp() - first.timestamp()).isEqualTo(2 * 960);
    }

    @Test
    void redundancy_that_makes_no_sense_keeps_its_place_and_says_nothing() throws Exception {
        OnStage awa = publish();
        Watching takes = listen("takes", codec(Codec.OPUS, OPUS), codec(Codec.RED, RED));
        Watching doesNot = listen("does-not", codec(Codec.OPUS, OPUS));
        for (String nonsense : List.of("ed 0fffff 6d a1", "ed", "ed 0f0000", "ff ffffff ff ffffff")) {
            send(awa, THEIR_RED, nonsense);
            send(awa, THEIR_RED, "6d a1a1");
            assertThat(next(takes, RED)).isEmpty();
            assertThat(next(doesNot, OPUS)).isEmpty();
            assertThat(next(takes, RED)).isEqualTo("6fa1a1");
            assertThat(next(doesNot, OPUS)).isEqualTo("a1a1");
        }
    }

    private OnStage publish() throws Exception {
        RtpParameters microphone = new RtpParameters(
                "1",
                List.of(codec(Codec.OPUS, THEIR_OPUS), codec(Codec.RED, THEIR_RED)),
                LoopbackStage.EXTENSIONS,
                -1,
                -1,
                List.of());
        return stage.join(
                "awa", Set.of(TrackSource.MICROPHONE), new TrackParameters(TrackSource.MICROPHONE, microphone));
    }

    private Watching listen(String participant, CodecParameters... codecs) throws Exception {
        Watching listener = stage.watch(participant);
        RtpParameters rtp = new RtpParameters("0", List.of(codecs), ExtensionIds.NONE, SOUND, -1, List.of());
        listener.handle().add("a", stage.publication("awa", TrackSource.MICROPHONE), rtp);
        listener.state(state -> state.flow() == SubscriptionState.Flow.WAITING);
        return listener;
    }

    private static CodecParameters codec(Codec codec, int payloadType) {
        return new CodecParameters(codec, payloadType, -1, "");
    }

    private void send(OnStage from, int payloadType, String payload) {
        sent++;
        from.peer()
                .sendRtp(RtpBuilder.packet(payloadType, 0x200, sent, 960 * sent)
                        .extension(LoopbackStage.MID, "1")
                        .extension(LoopbackStage.AUDIO_LEVEL, (byte) 0x90)
                        .payload(HexFormat.of().parseHex(payload.replace(" ", "")))
                        .build());
    }

    private static String next(Watching listener, int payloadType) throws InterruptedException {
        RtpPacket packet = listener.next(SOUND);
        assertThat(packet.payloadType()).isEqualTo(payloadType);
        int at = packet.payloadOffset();
        return HexFormat.of().formatHex(Arrays.copyOfRange(packet.array(), at, at + packet.payloadLength()));
    }
}
