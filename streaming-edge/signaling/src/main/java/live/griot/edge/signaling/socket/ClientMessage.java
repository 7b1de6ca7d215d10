package live.griot.edge.signaling.socket;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import live.griot.api.refusal.Refused;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a client says, one JSON object a frame. What is missing, too much or of another kind is refused with MALFORMED_REQUEST. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientMessage.FreshTicket.class, name = "ticket"),
    @JsonSubTypes.Type(value = ClientMessage.Offer.class, name = "offer"),
    @JsonSubTypes.Type(value = ClientMessage.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = ClientMessage.Candidate.class, name = "candidate"),
    @JsonSubTypes.Type(value = ClientMessage.Restart.class, name = "restart"),
    @JsonSubTypes.Type(value = ClientMessage.Receive.class, name = "receive"),
    @JsonSubTypes.Type(value = ClientMessage.Preferences.class, name = "preferences"),
    @JsonSubTypes.Type(value = ClientMessage.Unpublish.class, name = "unpublish"),
    @JsonSubTypes.Type(value = ClientMessage.Leave.class, name = "leave"),
    @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping")
})
sealed interface ClientMessage {
    /** The first frame; {@code resume} is the key of the session to go on with, {@code receive} false for who only publishes. */
    record Hello(
            String ticket,
            @Nullable String resume,
            @Nullable Boolean receive) implements ClientMessage {
        public Hello {
            required("ticket", ticket);
        }
    }

    /** A fresh ticket, after a role has changed. */
    record FreshTicket(String ticket) implements ClientMessage {
        public FreshTicket {
            required("ticket", ticket);
        }
    }

    /** Where the media of one section comes from. */
    record Track(String mid, TrackSource source) {
        public Track {
            required("mid", mid);
            required("source", source);
        }
    }

    /** An offer on the publishing connection; {@code id} grows from one to the next. */
    record Offer(long id, String sdp, List<Track> tracks) implements ClientMessage {
        public Offer {
            required("sdp", sdp);
            tracks = few("tracks", tracks, TrackSource.values().length);
        }
    }

    /** The answer to an offer of the server, by that offer's id. */
    record Answer(long id, String sdp) implements ClientMessage {
        public Answer {
            required("sdp", sdp);
        }
    }

    /** A trickled candidate, or none for the end of them; the edge learns addresses from checks and needs none. */
    record Candidate(
            ConnectionKind connection,
            @Nullable String candidate,
            @Nullable String mid) implements ClientMessage {
        public Candidate {
            required("connection", connection);
        }
    }

    /** Asks for another path for the receiving connection. */
    record Restart() implements ClientMessage {}

    /** Begins to receive on a new connection, or ends it. */
    record Receive(boolean on) implements ClientMessage {}

    /** What is wished of one publication: the size at which it is shown, in pixels of the screen, and which layer, null for the best that fits. */
    record Wish(
            String publication,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Boolean visible,
            @Nullable Integer layer) {
        private static final int MOST_PIXELS = 16_384;

        public Wish {
            required("publication", publication);
            within("width", width, MOST_PIXELS);
            within("height", height, MOST_PIXELS);
            within("layer", layer, Preference.ANY.maximumLayer());
        }

        /** Returns it as the edge takes it. */
        Preference preference() {
            return new Preference(
                    width == null ? 0 : width,
                    height == null ? 0 : height,
                    visible == null || visible,
                    layer == null ? Preference.ANY.minimumLayer() : layer,
                    layer == null ? Preference.ANY.maximumLayer() : layer);
        }
    }

    /** Wishes for some of what is received; each stands until the next for the same publication. */
    record Preferences(List<Wish> tracks) implements ClientMessage {
        public Preferences {
            tracks = few("tracks", tracks, SubscriberHandle.MAX_SUBSCRIPTIONS);
        }
    }

    /** Ends the publishing connection. */
    record Unpublish() implements ClientMessage {}

    /** Ends all of it. */
    record Leave() implements ClientMessage {}

    /** Asks for a sign of life, which browsers cannot do with the protocol's own. */
    record Ping() implements ClientMessage {}

    /** Reads a frame; throws {@code Refused(MALFORMED_REQUEST)}. */
    static ClientMessage parse(String text, JsonMapper json) {
        try {
            ClientMessage message = json.readerFor(ClientMessage.class)
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(text);
            if (message != null) {
                return message;
            }
        } catch (JacksonException unreadable) {
            if (unreadable.getCause() instanceof Refused refused) {
                throw refused;
            }
        }
        throw new Refused(MALFORMED_REQUEST, "A frame is one JSON object with a known type and what belongs to it");
    }

    private static void required(String name, @Nullable Object value) {
        if (value == null) {
            throw new Refused(MALFORMED_REQUEST, "%s is missing".formatted(name));
        }
    }

    private static void within(String name, @Nullable Integer value, int most) {
        if (value != null && (value < 0 || value > most)) {
            throw new Refused(MALFORMED_REQUEST, "%s must be 0 to %d".formatted(name, most));
        }
    }

    private static <T> List<T> few(String name, @Nullable List<T> values, int most) {
        if (values == null || values.size() > most || values.stream().anyMatch(value -> value == null)) {
            throw new Refused(MALFORMED_REQUEST, "%s must be a list of at most %d".formatted(name, most));
        }
        return List.copyOf(values);
    }
}
