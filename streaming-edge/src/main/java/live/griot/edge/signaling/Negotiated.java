package live.griot.edge.signaling;

import java.util.List;
import live.griot.edge.transport.TrackParameters;
import live.griot.edge.transport.TransportParameters;

/** What an offer and its answer come to: the answer's text, and what the media edge needs to carry it out. */
public record Negotiated(String answer, TransportParameters transport, List<TrackParameters> tracks) {
    public Negotiated {
        tracks = List.copyOf(tracks);
    }
}
