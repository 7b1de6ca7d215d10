package live.griot.edge.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import live.griot.api.id.SessionId;
import live.griot.api.session.Previews;
import live.griot.edge.decode.BadFrame;
import live.griot.edge.decode.StillPicture;
import live.griot.edge.sfu.KeyFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes a small picture of a key frame and keeps it. A frame that makes no sense makes none, and is counted. Not thread-safe: for one worker.
 */
@Component
class PreviewMaker {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewMaker.class);

    private final Previews previews;
    private final EndedSessions ended;
    private final Clock clock;
    private final Counter made;
    private final Counter failed;

    PreviewMaker(Previews previews, EndedSessions ended, Clock clock, MeterRegistry meters) {
        this.previews = previews;
        this.ended = ended;
        this.clock = clock;
        this.made = Counter.builder("griot.preview.made")
                .description("Previews made of key frames")
                .register(meters);
        this.failed = Counter.builder("griot.preview.failed")
                .description("Key frames of which no preview could be made")
                .register(meters);
    }

    /** Makes one, unless the session is over. */
    void make(SessionId session, KeyFrame frame) {
        try {
            byte[] jpeg = StillPicture.of(frame);
            if (!ended.contains(session)) {
                previews.keep(session, jpeg, clock.instant());
                made.increment();
            }
            if (ended.contains(session)) {
                previews.forget(session);
            }
        } catch (BadFrame unusable) {
            failed.increment();
            LOG.debug("No preview of {}: {}", session, unusable.getMessage());
        }
    }
}
