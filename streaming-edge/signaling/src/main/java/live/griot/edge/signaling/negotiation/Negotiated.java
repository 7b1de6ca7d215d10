package live.griot.edge.signaling.negotiation;

import java.util.List;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.sfu.TransportParameters;

/** What an offer and its answer come to: the answer's text, and what the media edge needs to carry it out. */
public record Negotiated(String answer, TransportParameters transport, List<RtpParameters> tracks) {
    public Negotiated {
        tracks = List.copyOf(tracks);
    }

    /** Returns the tracks of somebody who does not say where they come from, as a WHIP client does not. */
    public List<TrackParameters> tracksFrom(TrackSource sound, TrackSource picture) {
        return tracks.stream()
                .map(track -> new TrackParameters(track.kind() == MediaKind.VIDEO ? picture : sound, track))
                .toList();
    }
}
