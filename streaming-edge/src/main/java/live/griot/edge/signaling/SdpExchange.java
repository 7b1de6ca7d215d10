package live.griot.edge.signaling;

import static live.griot.api.refusal.RefusalCode.ICE_RESTART_UNSUPPORTED;
import static live.griot.api.refusal.RefusalCode.INVALID_TICKET;
import static live.griot.api.refusal.RefusalCode.TOO_LARGE;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_MEDIA_TYPE;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What WHIP and WHEP have in common: one POST that exchanges descriptions, and a resource for what came of it. Thread-safe. */
@Component
final class SdpExchange {
    static final String SDP = "application/sdp";
    static final String SDP_FRAGMENT = "application/trickle-ice-sdpfrag";

    private static final String BEARER = "bearer ";

    private final PeerDoor door;
    private final EdgeAddress.Book addresses;

    SdpExchange(PeerDoor door, EdgeAddress.Book addresses) {
        this.door = door;
        this.addresses = addresses;
    }

    /** Returns the ticket in an Authorization header; refuses with INVALID_TICKET. */
    Ticket admit(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refused(INVALID_TICKET, "The ticket goes into the header Authorization: Bearer <ticket>");
        }
        return door.admit(authorization.substring(BEARER.length()).strip());
    }

    /** Returns the offer in a request's body; refuses with UNSUPPORTED_MEDIA_TYPE or TOO_LARGE. */
    String offer(@Nullable String contentType, byte @Nullable [] body) {
        requireType(contentType, SDP);
        if (body == null) {
            return "";
        }
        if (body.length > SdpParser.MAX_CHARACTERS) {
            throw new Refused(TOO_LARGE, "An offer has at most %d bytes".formatted(SdpParser.MAX_CHARACTERS));
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the answer to a POST that made a peer at {@code path}. */
    ResponseEntity<String> created(String path, SessionId session, PeerResource made) {
        List<String> iceLinks = IceLinks.of(addresses.of(session).iceServers());
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create(path + "/" + made.id()))
                .eTag(made.iceTag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(SDP));
        if (!iceLinks.isEmpty()) {
            answer.header(HttpHeaders.LINK, iceLinks.toArray(String[]::new));
        }
        return answer.body(made.answer());
    }

    /** Returns the answer to OPTIONS: what a POST takes. */
    ResponseEntity<Void> options() {
        return ResponseEntity.noContent()
                .header("Accept-Post", SDP)
                .header(HttpHeaders.ALLOW, "POST, OPTIONS")
                .build();
    }

    /**
     * Takes a client's trickled candidates and needs none: the edge is ICE-lite and learns the address from the client's checks.
     * Refuses a restart of ICE (RFC 9725, section 4.3.1), which names another session or any: its tag is not this one's.
     */
    ResponseEntity<Void> trickle(
            PeerRole role, String resourceId, @Nullable String contentType, @Nullable String ifMatch) {
        String tag = "\"%s\"".formatted(door.iceTag(role, resourceId));
        requireType(contentType, SDP_FRAGMENT);
        if (ifMatch != null && !ifMatch.strip().equals(tag)) {
            throw new Refused(ICE_RESTART_UNSUPPORTED, "Restarting ICE is not supported; send a new offer instead");
        }
        return ResponseEntity.noContent().eTag(tag).build();
    }

    /** Lets the peer go. */
    ResponseEntity<Void> leave(PeerRole role, String resourceId) {
        door.leave(role, resourceId);
        return ResponseEntity.status(HttpStatus.OK).build();
    }

    private static void requireType(@Nullable String contentType, String type) {
        if (contentType == null || !contentType.split(";")[0].strip().equalsIgnoreCase(type)) {
            throw new Refused(UNSUPPORTED_MEDIA_TYPE, "The body must be of type " + type);
        }
    }
}
