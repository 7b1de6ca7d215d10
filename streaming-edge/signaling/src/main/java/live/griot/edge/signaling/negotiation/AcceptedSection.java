package live.griot.edge.signaling.negotiation;

import java.util.List;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;

/**
 * A section that the answer takes.
 *
 * @param offered what was offered
 * @param codecs what is chosen of it, in the order of the answer, retransmissions left out
 * @param track what comes of it
 * @param flows whether anything is sent in it; if not, the section is kept, inactive, for what may come
 */
record AcceptedSection(MediaSection offered, List<RtpCodec> codecs, RtpParameters track, boolean flows) {
    AcceptedSection {
        codecs = List.copyOf(codecs);
    }

    /** Takes a section with one codec in which something flows. */
    AcceptedSection(MediaSection offered, RtpCodec codec, RtpParameters track) {
        this(offered, List.of(codec), track, true);
    }

    /** Returns the one codec of a section that has just one, else the first. */
    RtpCodec codec() {
        return codecs.get(0);
    }
}
