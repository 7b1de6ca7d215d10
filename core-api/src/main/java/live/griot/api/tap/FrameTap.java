package live.griot.api.tap;

import java.util.Set;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** A tap that is open on a session. It is there before and after the session's media. Thread-safe; no call blocks. */
public interface FrameTap extends AutoCloseable {
    /**
     * Says whose packets are taken from now on, in place of those before: at first nobody's. Packets of others never leave the edge's
     * loops, and those that wait are thrown away; a frame that is being told while this is called is told to its end. Who is taken off and
     * put on again is told of as other streams.
     */
    void allow(Set<UserId> people);

    /** Asks the publisher of a stream for a key frame, as often as viewers may. */
    void wantKeyFrame(StreamId stream);

    /**
     * Ends it; a second call does nothing. What was taken already may still be told; {@link Listener#onClosed} is the last, also where the
     * edge ends first.
     */
    @Override
    void close();

    /**
     * Is told what is live, all by one thread, in order. It may compute, and must not wait: what it does not take in time is dropped and
     * told, and nobody else notices. One that throws is told nothing more but {@link #onClosed}.
     */
    interface Listener {
        /**
         * A stream begins, with its first packet, whether it is shown or not: what its publisher says of its timestamps is told from now
         * on.
         */
        void onStream(TappedStream stream);

        /**
         * A frame came: of any sound of who agreed, and of the pictures that are taken, or were until the next one has its key frame. The
         * first of a picture need not be a key frame.
         */
        void onFrame(EncodedFrame frame);

        /** A publisher said what its timestamps stand for, of any stream that began. */
        void onSenderReport(SenderReport report);

        /** A stream is over. */
        void onStreamEnd(StreamId stream);

        /**
         * The programme's picture is that of a stream from now on: of who speaks, or leads, among those who agreed, in the largest size that
         * comes.
         *
         * @param shown null for none
         */
        void onPicture(@Nullable StreamId shown);

        /**
         * These are from now on what people's own pictures are, in the largest size that comes; told only where {@link
         * FrameTaps.Pictures#EVERYBODYS} are.
         *
         * @param own a stream of each who agreed and shows something
         */
        void onOwnPictures(Set<StreamId> own);

        /**
         * Packets were left out since they waited for too long or were too many.
         *
         * @param packets how many since it was told last
         */
        void onFallenBehind(long packets);

        /**
         * Time passes: called several times a second, by the same monotonic clock as frames' arrival. While what waited is told it is the
         * time at which that came, so that nothing seems late.
         */
        void onTime(long nowNanos);

        /** Nothing comes any more. */
        void onClosed();
    }
}
