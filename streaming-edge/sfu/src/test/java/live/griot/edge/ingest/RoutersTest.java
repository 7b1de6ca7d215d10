package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.telemetry.Failures;
import org.junit.jupiter.api.Test;

/** One session's trouble is no other's. */
class RoutersTest {
    private final AtomicBoolean queueFails = new AtomicBoolean();
    private final HandoverQueue queue = new HandoverQueue(() -> {
        if (queueFails.get()) {
            throw new IllegalStateException("A queue with a bug");
        }
    });
    private final Failures failures = new Failures(() -> 0);
    private final Routers routers = new Routers(List.of(queue), new BatchGatherer(), failures);

    @Test
    void what_fails_on_the_timers_of_a_session_keeps_no_other_from_its_own() {
        List<PublisherTransport> speaking = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            Router router = routers.of(id);
            router.admit(Transports.publisher(router, "awa", TrackSource.MICROPHONE));
            PublisherTransport moussa = Transports.publisher(router, "moussa", TrackSource.MICROPHONE);
            router.admit(moussa);
            speaking.add(moussa);
        }
        queueFails.set(true);

        // Once it is seen who speaks, each session turns its programme to them, in one and the same tick.
        for (int sent = 0; !failures.counts().containsValue(3L); sent++) {
            assertThat(sent).as("packets of speech").isLessThan(500);
            long nowNanos = 20 * SimulatedStage.MILLI * sent;
            for (PublisherTransport speaker : speaking) {
                byte[] packet = speech(sent);
                speaker.onRtp(packet, packet.length, nowNanos);
            }
            routers.tick(nowNanos);
        }

        assertThat(failures.counts()).containsEntry("SESSION", 3L);
    }

    private static byte[] speech(int sequence) {
        return RtpBuilder.packet(LoopbackStage.OPUS, 0x200, sequence, 960 * sequence)
                .extension(LoopbackStage.MID, "1")
                .extension(LoopbackStage.AUDIO_LEVEL, (byte) (0x80 | 10))
                .payload(new byte[80])
                .build();
    }
}
