package live.griot.edge.preview;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import live.griot.api.id.SessionId;
import live.griot.api.session.Previews;
import live.griot.edge.sfu.KeyFrame;
import live.griot.edge.sfu.MediaEdge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes a small picture of a key frame and keeps it. A frame that makes no sense makes none, and is counted. Not thread-safe: for one worker.
 */
@Component
class PreviewMaker {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewMaker.class);

    private final MediaEdge edge;
    private final Previews previews;
    private final Clock clock;
    private final MeterRegistry meters;
    private final BoundedDecoder decoder;
    private final Counter made;

    /** Why there is no picture: the tag {@code cause} of {@code griot.preview.failed}. */
    enum Cause {
        MALFORMED,
        TOO_SLOW,
        ERROR,
        NO_ROOM
    }

    PreviewMaker(MediaEdge edge, Previews previews, PreviewProperties properties, Clock clock, MeterRegistry meters) {
        this.edge = edge;
        this.previews = previews;
        this.clock = clock;
        this.meters = meters;
        this.decoder = new BoundedDecoder(StillPicture::of, properties.timeLimit());
        this.made = Counter.builder("griot.preview.made")
                .description("Previews made of key frames")
                .register(meters);
        for (Cause cause : Cause.values()) {
            failures(cause);
        }
    }

    private Counter failures(Cause cause) {
        return Counter.builder("griot.preview.failed")
                .description("Key frames of which no preview was made")
                .tag("cause", cause.name())
                .register(meters);
    }

    /** Counts a frame of which no picture is made. */
    void fail(SessionId session, Cause cause, String why) {
        failures(cause).increment();
        LOG.debug("No preview of {}: {}", session, why);
    }

    /** Makes one, unless the session is over. Returns false when its frames cost more than they may. */
    boolean make(SessionId session, KeyFrame frame) throws InterruptedException {
        byte[] jpeg;
        try {
            jpeg = decoder.decode(frame);
        } catch (BadFrame unusable) {
            fail(session, Cause.MALFORMED, String.valueOf(unusable.getMessage()));
            return true;
        } catch (TooSlow slow) {
            fail(session, Cause.TOO_SLOW, String.valueOf(slow.getMessage()));
            return false;
        } catch (IllegalStateException failure) {
            fail(session, Cause.ERROR, String.valueOf(failure.getCause()));
            return false;
        }
        keep(session, jpeg);
        return true;
    }

    private void keep(SessionId session, byte[] jpeg) {
        if (isOver(session)) {
            return;
        }
        previews.keep(session, jpeg, clock.instant());
        made.increment();
        // It may have ended, and been forgotten, while this was written.
        if (isOver(session)) {
            previews.forget(session);
        }
    }

    private boolean isOver(SessionId session) {
        return !edge.routers().contains(session.value());
    }
}
