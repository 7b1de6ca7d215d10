package live.griot.edge.signaling;

import java.util.List;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.transport.RtpParameters;
import live.griot.edge.transport.TrackParameters;
import live.griot.edge.transport.TrackSource;
import live.griot.edge.transport.TransportParameters;

/** What an offer and its answer come to: the answer's text, and what the media edge needs to carry it out. */
public record Negotiated(String answer, TransportParameters transport, List<RtpParameters> tracks) {
    public Negotiated {
        tracks = List.copyOf(tracks);
    }

    /** Returns the tracks as those of somebody who publishes a camera and a microphone, as a WHIP client does. */
    public List<TrackParameters> asCameraAndMicrophone() {
        return tracks.stream()
                .map(track -> new TrackParameters(
                        track.kind() == MediaKind.VIDEO ? TrackSource.CAMERA : TrackSource.MICROPHONE, track))
                .toList();
    }
}
