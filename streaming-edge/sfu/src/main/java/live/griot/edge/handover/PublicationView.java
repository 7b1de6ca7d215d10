package live.griot.edge.handover;

import java.util.List;
import java.util.function.Supplier;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.TrackSource;

/** A publication as egress sees it: what never changes, and what was last told of it. Told apart by identity. Thread-safe. */
public final class PublicationView {
    private final String id;
    private final String router;
    private final String participant;
    private final long sender;
    private final TrackSource source;
    private final List<EncodingView> encodings;
    private final Supplier<State> state;

    /**
     * What may change of a publication.
     *
     * @param codec in which it comes
     * @param permitted whether its packets may pass
     */
    public record State(Codec codec, boolean permitted) {}

    /**
     * Makes a view.
     *
     * @param sender a number for the participant's connection: all that comes by it is timed by one clock
     * @param encodings from the smallest to the largest
     */
    public PublicationView(
            String id,
            String router,
            String participant,
            long sender,
            TrackSource source,
            List<EncodingView> encodings,
            Supplier<State> state) {
        this.id = id;
        this.router = router;
        this.participant = participant;
        this.sender = sender;
        this.source = source;
        this.encodings = List.copyOf(encodings);
        this.state = state;
    }

    /** Returns its id, unique on this edge. */
    public String id() {
        return id;
    }

    /** Returns the id of the router that it is in. */
    public String router() {
        return router;
    }

    /** Returns who publishes it. */
    public String participant() {
        return participant;
    }

    /** Returns a number for the participant's connection, which no other on this edge has. */
    public long sender() {
        return sender;
    }

    /** Returns where it comes from. */
    public TrackSource source() {
        return source;
    }

    /** Returns its kind. */
    public MediaKind kind() {
        return source.kind();
    }

    /** Returns its encodings, from the smallest to the largest. */
    public List<EncodingView> encodings() {
        return encodings;
    }

    /** Returns the codec in which it comes. */
    public Codec codec() {
        return state.get().codec();
    }

    /** Returns whether its packets may pass. */
    public boolean isPermitted() {
        return state.get().permitted();
    }
}
