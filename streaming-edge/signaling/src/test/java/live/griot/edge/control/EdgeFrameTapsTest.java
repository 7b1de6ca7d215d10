package live.griot.edge.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.FrameTap;
import live.griot.api.tap.FrameTaps;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.TapFrame;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStream;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the edge's taps tell, and are asked, in the platform's words. */
class EdgeFrameTapsTest {
    private static final SessionId SESSION = new SessionId("01J0000000000000000000000S");
    private static final UserId AWA = new UserId("01J0000000000000000000000A");
    private static final StreamId ID = new StreamId(3, 17);

    private final FakeEdge edge = new FakeEdge();
    private final Heard heard = new Heard();
    private final FrameTap tap = new EdgeFrameTaps(edge).open(SESSION, FrameTaps.Pictures.EVERYBODYS, heard);
    private final FakeEdge.OpenTap opened = edge.taps.getFirst();

    @Test
    void what_is_asked_of_a_tap_is_asked_of_the_edge() {
        tap.allow(Set.of(AWA));
        tap.wantKeyFrame(ID);
        tap.close();

        assertThat(opened.router).isEqualTo(SESSION.value());
        assertThat(opened.pictures).isEqualTo(TapPictures.EVERYBODYS);
        assertThat(opened.asked).containsExactly(Set.of(AWA.value()), 17L, "close");
    }

    @Test
    void what_the_edge_tells_is_told_in_the_same_order() {
        byte[] bytes = {1, 2, 3};
        TapStream camera = new TapStream(3, 17, AWA.value(), TrackSource.CAMERA, Codec.H264);
        opened.listener.onStream(camera);
        opened.listener.onPicture(camera);
        opened.listener.onOwnPictures(List.of(camera));
        opened.listener.onFrame(new TapFrame(camera, 5, 7, 90_000, bytes, 11));
        opened.listener.onSenderReport(camera, 13, 90_000, 12);
        opened.listener.onFallenBehind(4);
        opened.listener.onTime(14);
        opened.listener.onStreamEnd(camera);
        opened.listener.onClosed();

        assertThat(heard.told)
                .containsExactly(
                        new TappedStream(ID, AWA, TappedStream.Source.CAMERA, FrameCodec.H264),
                        "picture " + ID,
                        "own [" + ID + "]",
                        new EncodedFrame(ID, FrameCodec.H264, 5, 7, 90_000, bytes, 11),
                        new SenderReport(ID, 13, 90_000, 12),
                        "behind 4",
                        "time 14",
                        "end " + ID,
                        "closed");
    }

    @Test
    void every_source_and_every_codec_has_its_name() {
        for (TrackSource source : TrackSource.values()) {
            for (Codec codec : Codec.values()) {
                heard.told.clear();
                opened.listener.onStream(new TapStream(3, 17, AWA.value(), source, codec));
                TappedStream told = (TappedStream) heard.told.getFirst();
                assertThat(told.source().name()).isEqualTo(source.name());
                assertThat(told.codec().name()).isEqualTo(codec == Codec.RED ? "OPUS" : codec.name());
                assertThat(told.codec().clockRate()).isEqualTo(codec.clockRate());
            }
        }
    }

    private static final class Heard implements FrameTap.Listener {
        private final List<Object> told = new ArrayList<>();

        @Override
        public void onStream(TappedStream stream) {
            told.add(stream);
        }

        @Override
        public void onFrame(EncodedFrame frame) {
            told.add(frame);
        }

        @Override
        public void onSenderReport(SenderReport report) {
            told.add(report);
        }

        @Override
        public void onStreamEnd(StreamId stream) {
            told.add("end " + stream);
        }

        @Override
        public void onPicture(@Nullable StreamId shown) {
            told.add("picture " + shown);
        }

        @Override
        public void onOwnPictures(Set<StreamId> own) {
            told.add("own " + own);
        }

        @Override
        public void onFallenBehind(long packets) {
            told.add("behind " + packets);
        }

        @Override
        public void onTime(long nowNanos) {
            told.add("time " + nowNanos);
        }

        @Override
        public void onClosed() {
            told.add("closed");
        }
    }
}
