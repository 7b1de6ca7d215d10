package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import live.griot.edge.egress.SwitchingSimulation.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a viewer can decode while their subscription changes between encodings and publications a thousand times, at random moments. */
class LayerSwitchesTest {
    private static final int SWITCHES = 1_000;
    private static final Network BAD = new Network(5, 90, 30, 3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_frame_of_vp8_can_be_decoded_whatever_the_layer(long seed) {
        Random random = new Random(seed);
        Vp8Receiver receiver = new Vp8Receiver();
        simulate(vp8(1, random), receiver, Network.PERFECT, true, true, random).run(SWITCHES);

        allIsDecoded(receiver);
        assertThat(receiver.worstPaceMillis()).isLessThan(25);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void what_can_be_decoded_of_vp8_from_a_bad_network_is_what_was_encoded(long seed) {
        Random random = new Random(seed);
        Vp8Receiver receiver = new Vp8Receiver();
        simulate(vp8(1, random), receiver, BAD, true, true, random).run(SWITCHES);

        most(receiver);
        assertThat(receiver.worstPaceMillis()).isLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void every_frame_of_h264_can_be_decoded_whatever_the_layer(long seed) {
        Random random = new Random(seed);
        H264Receiver receiver = new H264Receiver();
        simulate(h264(1, random), receiver, Network.PERFECT, seed % 2 == 0, true, random)
                .run(SWITCHES);

        allIsDecoded(receiver);
        assertThat(receiver.worstPaceMillis()).isLessThan(25);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void what_can_be_decoded_of_h264_from_a_bad_network_is_what_was_encoded(long seed) {
        Random random = new Random(seed);
        H264Receiver receiver = new H264Receiver();
        simulate(h264(1, random), receiver, BAD, seed % 2 == 0, true, random).run(SWITCHES);

        most(receiver);
        assertThat(receiver.worstPaceMillis()).isLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void the_programme_goes_on_from_one_publication_to_another(long seed) {
        Random random = new Random(seed);
        Vp8Receiver vp8 = new Vp8Receiver();
        simulate(vp8(4, random), vp8, Network.PERFECT, true, true, random).run(SWITCHES);
        H264Receiver h264 = new H264Receiver();
        simulate(h264(4, random), h264, Network.PERFECT, true, true, random).run(SWITCHES);

        allIsDecoded(vp8);
        allIsDecoded(h264);
        assertThat(vp8.worstPaceMillis()).isLessThan(60);
        assertThat(h264.worstPaceMillis()).isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52})
    void the_programme_survives_a_bad_network_and_publishers_who_never_report_their_clock(long seed) {
        Random random = new Random(seed);
        Vp8Receiver vp8 = new Vp8Receiver();
        simulate(vp8(4, random), vp8, BAD, false, false, random).run(SWITCHES);

        most(vp8);
        assertThat(vp8.worstPaceMillis()).isLessThan(200);
    }

    private static SwitchingSimulation simulate(
            List<Participant> participants,
            TestReceiver receiver,
            Network network,
            boolean retransmits,
            boolean reports,
            Random random) {
        return new SwitchingSimulation(participants, receiver, network, retransmits, reports, random);
    }

    /** But for the frames that a switch cut off. */
    private static void allIsDecoded(TestReceiver receiver) {
        assertThat(receiver.switches()).isGreaterThan(SWITCHES * 9 / 10);
        assertThat(receiver.decodedFrames()).isEqualTo(receiver.frames() - receiver.cutFrames());
        assertThat(receiver.cutFrames()).isLessThan(SWITCHES / 3);
    }

    private static void most(TestReceiver receiver) {
        assertThat(receiver.decodedFrames()).isGreaterThan(receiver.frames() / 2);
    }

    private static List<Participant> vp8(int participants, Random random) {
        return publish(
                participants,
                number -> new Vp8Encoder(number, 2 << number % 3, 1 + random.nextInt(3), random.nextInt(3) > 0, random),
                random);
    }

    private static List<Participant> h264(int participants, Random random) {
        return publish(
                participants, number -> new H264Encoder(number, 2 << number % 3, random.nextBoolean(), random), random);
    }

    private static List<Participant> publish(int participants, IntFunction<TestEncoder> encoder, Random random) {
        List<Participant> all = new ArrayList<>();
        for (int i = 0; i < participants; i++) {
            int first = 3 * i;
            all.add(new Participant(3, layer -> encoder.apply(first + layer), random));
        }
        return all;
    }
}
