package live.griot.edge.sfu;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tap on a router: it takes whole encoded frames of those who agreed, and costs only that router anything. It is there before and after
 * the router's media. Thread-safe; no call waits.
 */
public interface MediaTap extends AutoCloseable {
    /**
     * Says whose packets are taken from now on, in place of those before: at first nobody's. Packets of others never leave the ingest loop,
     * and those that wait are thrown away; a frame that is being told while this is called is told to its end.
     */
    void allow(Set<String> participants);

    /** Asks the publisher of a stream, by its number, for a key frame, as often as viewers may; nothing where it is over. */
    void wantKeyFrame(long stream);

    /** Ends it; a second call does nothing. Returns before it is done; {@link Listener#onClosed} is the last that is told. */
    @Override
    void close();

    /**
     * Is told what is live, all by one thread of the tap's own, in order. It may compute, and must not wait: while it does, packets are
     * dropped, and nobody else notices. One that throws is told nothing more but {@link #onClosed}.
     */
    interface Listener {
        /** A stream begins. */
        void onStream(TapStream stream);

        /** A frame came: of any sound, and of the pictures that are taken, or were until the next one has its key frame. */
        void onFrame(TapFrame frame);

        /**
         * A publisher said what the timestamps of a stream stand for (RFC 3550, section 6.4.1); told of all streams that began.
         *
         * @param ntpTime by the publisher's wall clock, seconds since 1900 in the upper 32 bits; 0 where it has none
         * @param timestamp of the stream at that time, as its frames have it
         */
        void onSenderReport(TapStream stream, long ntpTime, int timestamp, long arrivalNanos);

        /** A stream is over. */
        void onStreamEnd(TapStream stream);

        /** The programme's picture, among those who agreed, is that of a stream from now on; null for none. */
        void onPicture(@Nullable TapStream shown);

        /**
         * These are taken from now on as their participants' own pictures, one of each; told only where {@link TapPictures#EVERYBODYS} are.
         */
        void onOwnPictures(List<TapStream> own);

        /** So many packets were left out since it was told last, for they would have waited for too long or were too many. */
        void onFallenBehind(long packets);

        /**
         * Time passes, several times a second: by the monotonic clock of arrivals, and never ahead of what still waits to be told.
         */
        void onTime(long nowNanos);

        /** Nothing comes any more. */
        void onClosed();
    }
}
