package live.griot.edge.control;

import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.tap.FrameTap;
import live.griot.api.tap.FrameTaps;
import live.griot.api.tap.StreamId;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.TapPictures;
import org.springframework.stereotype.Component;

/** Taps of the edge in the platform's words. Thread-safe. */
@Component
class EdgeFrameTaps implements FrameTaps {
    private final MediaEdge edge;

    EdgeFrameTaps(MediaEdge edge) {
        this.edge = edge;
    }

    @Override
    public FrameTap open(SessionId session, Pictures pictures, FrameTap.Listener listener) {
        TapPictures taken =
                switch (pictures) {
                    case SHOWN -> TapPictures.SHOWN;
                    case EVERYBODYS -> TapPictures.EVERYBODYS;
                };
        return new Opened(edge.tap(session.value(), taken, new EdgeTapListener(listener)));
    }

    private record Opened(MediaTap tap) implements FrameTap {
        @Override
        public void allow(Set<UserId> people) {
            tap.allow(people.stream().map(UserId::value).collect(Collectors.toUnmodifiableSet()));
        }

        @Override
        public void wantKeyFrame(StreamId stream) {
            tap.wantKeyFrame(stream.stream());
        }

        @Override
        public void close() {
            tap.close();
        }
    }
}
