package live.griot.edge.sfu;

import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;

/**
 * One publication as others see it.
 *
 * @param id unique on this edge for as long as it runs
 * @param participant who publishes it
 * @param formatParameters those of its codec's {@code fmtp} line, or empty
 * @param redundant whether Opus may come inside of RED (RFC 2198)
 * @param encodings how many simulcast encodings were negotiated, 1 to {@link RtpParameters#MAX_ENCODINGS}
 * @param permitted whether its packets may pass; false for a source that was switched off
 */
public record PublishedTrack(
        String id,
        String participant,
        TrackSource source,
        Codec codec,
        String formatParameters,
        boolean redundant,
        int encodings,
        boolean permitted) {
    /** Returns what it carries. */
    public MediaKind kind() {
        return source.kind();
    }
}
