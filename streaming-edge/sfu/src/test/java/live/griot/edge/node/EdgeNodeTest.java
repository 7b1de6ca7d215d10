package live.griot.edge.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.griot.edge.peer.EdgePeer;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;

/** What is published reaches the viewers, and who comes and goes is told, over real sockets with real keys. */
class EdgeNodeTest extends EdgeNodeFixture {
    @Test
    void what_a_publisher_sends_reaches_every_viewer_as_one_stream_from_a_key_frame_on() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer first = viewer();
                EdgePeer second = viewer()) {
            publisher.sendRtp(video(65_534, 900, false));
            publisher.sendRtp(video(65_535, 1_000, true));
            publisher.sendRtp(video(0, 1_000, false));
            publisher.sendRtp(audio(7, 48));

            for (EdgePeer viewer : List.of(first, second)) {
                RtpPacket keyFrame = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
                assertThat(keyFrame.payloadType()).isEqualTo(101);
                assertThat(keyFrame.extensionOffset(TRANSPORT_CC)).isEqualTo(-1);
                assertThat(valueOf(keyFrame)).isEqualTo(65_535);
                RtpPacket next = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
                assertThat(next.sequenceNumber()).isEqualTo(keyFrame.sequenceNumber() + 1);
                assertThat(valueOf(next)).isEqualTo(0);
                RtpPacket sound = wrap(viewer.awaitRtp(packet -> packet.ssrc() == AUDIO_OUT));
                assertThat(sound.payloadType()).isEqualTo(112);
            }
        }
    }

    @Test
    void a_publisher_who_comes_back_is_the_same_stream_to_a_viewer() throws Exception {
        try (EdgePeer viewer = viewer()) {
            RtpPacket before;
            try (EdgePeer publisher = publisher()) {
                publisher.sendRtp(video(10, 1_000, true));
                before = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
            }
            try (EdgePeer again = publisher()) {
                byte[] other = video(40_000, 77, true);
                Bytes.put32(other, 8, 0x9999);
                again.sendRtp(other);
                RtpPacket after = wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT));
                assertThat(after.sequenceNumber()).isEqualTo(before.sequenceNumber() + 1);
                assertThat(after.timestamp() - before.timestamp()).isPositive();
            }
        }
    }

    @Test
    void media_that_arrives_is_lost_and_returns_is_told_once_each() throws Exception {
        try (EdgePeer publisher = publisher()) {
            publisher.sendRtp(video(1, 1, true));
            publisher.sendRtp(video(2, 2, false));
            publisherHeard.media.acquire();
            assertThat(edge.hasMedia(LIVE, HOST)).isTrue();
            assertThat(publisherHeard.lost.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(edge.hasMedia(LIVE, HOST)).isFalse();

            publisher.sendRtp(video(3, 3, false));
            assertThat(publisherHeard.media.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(publisherHeard.lost.availablePermits()).isZero();
        }
    }

    @Test
    void everyone_is_told_goodbye_when_a_router_closes() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer()) {
            CountDownLatch closed = new CountDownLatch(1);
            edge.closeRouter(LIVE, closed::countDown);

            viewer.awaitGoodbye();
            publisher.awaitGoodbye();
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(edge.statistics().subscribers()).isZero();
            assertThat(edge.publications(LIVE)).isEmpty();
        }
    }

    @Test
    void random_bytes_are_counted_answered_with_silence_and_disturb_nobody() throws Exception {
        try (EdgePeer publisher = publisher();
                EdgePeer viewer = viewer();
                EdgePeer stranger = new EdgePeer(address(), edge.fingerprint())) {
            Random random = new Random(7983);
            for (int i = 0; i < 2_000; i++) {
                byte[] noise = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(noise);
                // From who is unknown, and from who is known and turns malicious.
                (i % 2 == 0 ? stranger : viewer).send(noise);
            }
            publisher.sendRtp(video(10, 1_000, true));

            assertThat(valueOf(wrap(viewer.awaitRtp(packet -> packet.ssrc() == VIDEO_OUT))))
                    .isEqualTo(10);
            assertThat(edge.statistics().drops().get("UNKNOWN_ADDRESS")).isPositive();
            assertThat(edge.statistics().drops().get("NOT_AUTHENTIC")).isPositive();
            assertThat(edge.statistics().drops().get("INVALID_STUN")).isPositive();
        }
    }
}
