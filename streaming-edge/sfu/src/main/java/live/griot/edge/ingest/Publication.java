package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;

/**
 * One published track and its encodings. Not thread-safe: owned by the ingest loop; egress sees its {@link #view}.
 */
final class Publication {
    private final String id;
    private final String participant;
    private final TrackSource source;
    private final List<Encoding> encodings;
    private IncomingExtensions extensions;
    private final Latest<PublicationView.State> state;
    private final PublicationView view;
    private RtpParameters rtp;
    private boolean permitted;

    /**
     * Makes a publication of a track.
     *
     * @param router the session in which it is
     * @param clock by which all that the participant publishes is timed
     */
    Publication(
            String id, String router, String participant, SenderClock clock, TrackParameters track, boolean permitted) {
        this.id = id;
        this.participant = participant;
        this.source = track.source();
        this.rtp = track.rtp();
        this.extensions = extensions(rtp);
        this.permitted = permitted;
        List<Encoding> made = new ArrayList<>();
        for (int layer = 0; layer < Math.max(1, rtp.rids().size()); layer++) {
            made.add(new Encoding(layer, rtp.codec(), clock));
        }
        this.encodings = List.copyOf(made);
        this.state = new Latest<>(new PublicationView.State(rtp.codec(), permitted));
        this.view = new PublicationView(
                id,
                router,
                participant,
                clock.number(),
                source,
                made.stream().map(Encoding::view).toList(),
                state);
    }

    /** Returns what egress sees of it. */
    PublicationView view() {
        return view;
    }

    private void tell() {
        state.tell(new PublicationView.State(rtp.codec(), permitted));
    }

    /** Returns its id, unique on this edge. */
    String id() {
        return id;
    }

    /** Returns who publishes it. */
    String participant() {
        return participant;
    }

    /** Returns where it comes from. */
    TrackSource source() {
        return source;
    }

    /** Returns its kind. */
    MediaKind kind() {
        return source.kind();
    }

    /** Returns the codec in which it comes. */
    Codec codec() {
        return rtp.codec();
    }

    RtpParameters rtp() {
        return rtp;
    }

    private static IncomingExtensions extensions(RtpParameters rtp) {
        return new IncomingExtensions(
                rtp.extensions().audioLevel(), rtp.extensions().dependencyDescriptor());
    }

    /** Returns the ids of the header extensions that are read of its packets. */
    IncomingExtensions extensions() {
        return extensions;
    }

    /** Returns its encodings, from the smallest to the largest. */
    List<Encoding> encodings() {
        return encodings;
    }

    /** Returns whether its packets may pass. */
    boolean isPermitted() {
        return permitted;
    }

    /** Says whether its packets may pass; what came before a pause and what comes after it do not belong together. */
    void permit(boolean pass) {
        if (permitted != pass) {
            permitted = pass;
            encodings.forEach(Encoding::forgetNumbers);
            tell();
        }
    }

    /** Returns whether a track, negotiated anew, is this publication still. */
    boolean isStill(TrackParameters track) {
        return source == track.source()
                && rtp.mid().equals(track.rtp().mid())
                && rtp.codec() == track.rtp().codec()
                && rtp.rids().equals(track.rtp().rids());
    }

    /** Returns whether it is of the same section and sizes as another, in another codec. */
    boolean takesPlaceOf(Publication other) {
        return source == other.source
                && rtp.mid().equals(other.rtp.mid())
                && rtp.codec() != other.rtp.codec()
                && rtp.rids().equals(other.rtp.rids());
    }

    /** Takes what else was negotiated anew. */
    Publication renegotiated(RtpParameters fresh) {
        rtp = fresh;
        extensions = extensions(fresh);
        tell();
        return this;
    }

    /** Returns the encoding that egress sees as that, or null. */
    @Nullable
    Encoding encodingOf(EncodingView seen) {
        for (Encoding encoding : encodings) {
            if (encoding.view().equals(seen)) {
                return encoding;
            }
        }
        return null;
    }

    /** Returns the encoding whose stream has that SSRC, or null. */
    @Nullable
    Encoding encodingOf(int ssrc) {
        for (Encoding encoding : encodings) {
            if (encoding.isBound() && encoding.ssrc() == ssrc) {
                return encoding;
            }
        }
        return null;
    }

    /** Returns what one of its payload types stands for, or null when it is none of a codec's own. */
    @Nullable
    CodecParameters codecOf(int payloadType) {
        for (CodecParameters codec : rtp.codecs()) {
            if (codec.payloadType() == payloadType) {
                return codec;
            }
        }
        return null;
    }

    /** Returns the codec that a payload type retransmits, or null when it is none of a retransmission. */
    @Nullable
    CodecParameters repairedBy(int payloadType) {
        for (CodecParameters codec : rtp.codecs()) {
            if (codec.rtxPayloadType() == payloadType) {
                return codec;
            }
        }
        return null;
    }

    /** Returns what others see of it. */
    PublishedTrack describe() {
        return new PublishedTrack(
                id,
                participant(),
                source,
                rtp.codec(),
                rtp.formatParameters(),
                rtp.codecs().stream().anyMatch(codec -> codec.codec() == Codec.RED),
                encodings.size(),
                permitted);
    }
}
