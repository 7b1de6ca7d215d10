package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import live.griot.edge.egress.SwitchingSimulation.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a viewer can decode of a stream in layers while other layers are wanted all the time, and other streams. */
class SvcTest {
    private static final int SWITCHES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void every_frame_of_a_decode_target_can_be_decoded(long seed) {
        Random random = new Random(seed);
        SvcReceiver receiver = new SvcReceiver();
        run(receiver, Network.PERFECT, seed % 2 == 0, random);

        assertThat(receiver.decodedFrames()).isEqualTo(receiver.frames() - receiver.cutFrames());
        for (int layer = 0; layer < 9; layer++) {
            assertThat(receiver.frames(layer / 3, layer % 3)).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void what_can_be_decoded_from_a_bad_network_is_what_was_encoded(long seed) {
        Random random = new Random(seed);
        SvcReceiver receiver = new SvcReceiver();
        run(receiver, new Network(5, 90, 30, 3), seed % 2 == 0, random);

        assertThat(receiver.decodedFrames()).isGreaterThan(receiver.frames() / 2);
    }

    private static void run(SvcReceiver receiver, Network network, boolean keyPicturesOnly, Random random) {
        List<Participant> participants = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int number = i;
            participants.add(new Participant(1, layer -> new SvcEncoder(number, keyPicturesOnly, random), random));
        }
        new SwitchingSimulation(participants, receiver, network, true, true, random).run(SWITCHES);
    }
}
