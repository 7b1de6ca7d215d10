package live.griot.edge.signaling.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Set;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.Goodbye;
import live.griot.edge.signaling.Rights;
import org.jspecify.annotations.Nullable;

/** What the server says, one JSON object a frame. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerMessage.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerMessage.RightsNow.class, name = "rights"),
    @JsonSubTypes.Type(value = ServerMessage.Publications.class, name = "publications"),
    @JsonSubTypes.Type(value = ServerMessage.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = ServerMessage.Offer.class, name = "offer"),
    @JsonSubTypes.Type(value = ServerMessage.Flows.class, name = "flows"),
    @JsonSubTypes.Type(value = ServerMessage.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = ServerMessage.Refusal.class, name = "error"),
    @JsonSubTypes.Type(value = ServerMessage.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ServerMessage.Bye.class, name = "bye")
})
sealed interface ServerMessage {
    /**
     * The answer to a hello.
     *
     * @param resume the key with which to come back
     * @param resumed whether connections and wishes from before are there still
     * @param connections which of them are
     * @param graceSeconds for how long they are held after a socket is lost
     */
    record Welcome(
            String participant,
            String resume,
            boolean resumed,
            Set<ConnectionKind> connections,
            long graceSeconds,
            Rights rights)
            implements ServerMessage {}

    /** What one may send from now on. */
    record RightsNow(Rights rights) implements ServerMessage {}

    /** What is published in the session from now on, all of it. */
    record Publications(List<Published> publications) implements ServerMessage {
        static Publications of(List<PublishedTrack> tracks) {
            return new Publications(tracks.stream().map(Published::of).toList());
        }
    }

    /** One publication; {@code layers} is 1 to 3, {@code on} false while its device is switched off. */
    record Published(String publication, String participant, TrackSource source, Codec codec, int layers, boolean on) {
        static Published of(PublishedTrack track) {
            return new Published(
                    track.id(),
                    track.participant(),
                    track.source(),
                    track.codec(),
                    track.encodings(),
                    track.permitted());
        }
    }

    /** The answer to the client's offer of that id. */
    record Answer(long id, String sdp) implements ServerMessage {}

    /** What is received in one section. */
    record Received(String mid, String publication, String participant, TrackSource source) {}

    /** An offer on the receiving connection; {@code fresh} when it is for a new one. {@code tracks} is all that is received then. */
    record Offer(long id, boolean fresh, String sdp, List<Received> tracks) implements ServerMessage {}

    /** How these publications fare that are received; {@code layer} is -1 while nothing is sent. */
    record Flows(List<Flow> flows) implements ServerMessage {}

    /** How one fares. */
    record Flow(String publication, SubscriptionState.Flow flow, int layer, int layers) {}

    /** A connection is gone. */
    record Closed(ConnectionKind connection) implements ServerMessage {}

    /** A frame of that type was refused, of that id where it had one; nothing changed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refusal(
            @Nullable String about,
            @Nullable Long id,
            String code,
            String detail,
            @Nullable Long retryAfterSeconds) implements ServerMessage {}

    /** The answer to a ping. */
    record Pong() implements ServerMessage {}

    /** It is over; the socket is closed after it. */
    record Bye(Goodbye code) implements ServerMessage {}
}
