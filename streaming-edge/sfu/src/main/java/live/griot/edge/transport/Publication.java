package live.griot.edge.transport;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.forwarding.Encoding;
import live.griot.edge.forwarding.IncomingExtensions;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;

/**
 * One published track and its encodings. Not thread-safe: owned by the ingest loop; what never changes, and what is volatile, anybody
 * may read.
 */
final class Publication {
    private final String id;
    private final PublisherPeer publisher;
    private final TrackSource source;
    private final List<Encoding> encodings;
    private IncomingExtensions extensions;
    private volatile RtpParameters rtp;
    private volatile boolean permitted;

    Publication(String id, PublisherPeer publisher, TrackParameters track, boolean permitted) {
        this.id = id;
        this.publisher = publisher;
        this.source = track.source();
        this.rtp = track.rtp();
        this.extensions = extensions(rtp);
        this.permitted = permitted;
        List<Encoding> made = new ArrayList<>();
        for (int layer = 0; layer < Math.max(1, rtp.rids().size()); layer++) {
            made.add(new Encoding(layer, rtp.codec(), publisher.clock()));
        }
        this.encodings = List.copyOf(made);
    }

    /** Returns its id, unique on this edge; any thread. */
    String id() {
        return id;
    }

    /** Returns who publishes it; any thread. */
    String participant() {
        return publisher.participant();
    }

    PublisherPeer publisher() {
        return publisher;
    }

    /** Returns where it comes from; any thread. */
    TrackSource source() {
        return source;
    }

    /** Returns its kind; any thread. */
    MediaKind kind() {
        return source.kind();
    }

    /** Returns the codec in which it comes; any thread. */
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

    /** Returns its encodings, from the smallest to the largest; any thread. */
    List<Encoding> encodings() {
        return encodings;
    }

    /** Returns whether its packets may pass; any thread. */
    boolean isPermitted() {
        return permitted;
    }

    /** Says whether its packets may pass; what came before a pause and what comes after it do not belong together. */
    void permit(boolean pass) {
        if (permitted != pass) {
            permitted = pass;
            encodings.forEach(Encoding::forgetNumbers);
        }
    }

    /** Returns whether a track, negotiated anew, is this publication still. */
    boolean isStill(TrackParameters track) {
        return source == track.source()
                && rtp.mid().equals(track.rtp().mid())
                && rtp.codec() == track.rtp().codec()
                && rtp.rids().equals(track.rtp().rids());
    }

    /** Takes what else was negotiated anew. */
    Publication renegotiated(RtpParameters fresh) {
        rtp = fresh;
        extensions = extensions(fresh);
        return this;
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
        RtpParameters now = rtp;
        return new PublishedTrack(
                id,
                participant(),
                source,
                now.codec(),
                now.formatParameters(),
                now.codecs().stream().anyMatch(codec -> codec.codec() == Codec.RED),
                encodings.size(),
                permitted);
    }
}
