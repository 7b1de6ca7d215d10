package live.griot.edge.signaling;

import static live.griot.api.refusal.RefusalCode.INVALID_TICKET;
import static live.griot.api.refusal.RefusalCode.TOO_LARGE;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_MEDIA_TYPE;

import io.github.bucket4j.TimeMeter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.edge.signaling.sdp.SdpLine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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

    private final ResourceAdmission admission;
    private final EdgeAddress.Book addresses;
    private final ConnectionRateLimiter limiter;

    @Autowired
    SdpExchange(ResourceAdmission admission, EdgeAddress.Book addresses) {
        this(admission, addresses, new ConnectionRateLimiter(TimeMeter.SYSTEM_NANOTIME));
    }

    SdpExchange(ResourceAdmission admission, EdgeAddress.Book addresses, ConnectionRateLimiter limiter) {
        this.admission = admission;
        this.addresses = addresses;
        this.limiter = limiter;
    }

    /** Returns the ticket in an Authorization header; refuses with INVALID_TICKET, or RATE_LIMITED who shows it too often. */
    Ticket admit(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refused(INVALID_TICKET, "The ticket goes into the header Authorization: Bearer <ticket>");
        }
        Ticket ticket = admission.admit(authorization.substring(BEARER.length()).strip());
        limiter.countOffer(ticket.id());
        return ticket;
    }

    /** Returns the offer in a request's body; refuses with UNSUPPORTED_MEDIA_TYPE or TOO_LARGE. */
    String offer(@Nullable String contentType, byte @Nullable [] body) {
        return text(contentType, SDP, body);
    }

    /** Returns the answer to a POST that made a peer at {@code path}. */
    ResponseEntity<String> created(String path, Ticket ticket, PeerResource made) {
        return ResponseEntity.created(URI.create(path + "/" + made.id()))
                .eTag(made.iceTag())
                .headers(headers -> iceServers(ticket, headers))
                .header(HttpHeaders.ACCEPT_PATCH, SDP_FRAGMENT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(SDP))
                .body(made.answer());
    }

    /**
     * Returns the answer to OPTIONS: who shows a ticket is told the ICE servers, for clients that must know them before they make
     * their offer (RFC 9725, section 4.6); others are told nothing that is worth a credential.
     */
    ResponseEntity<Void> options(@Nullable String authorization) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header(HttpHeaders.ALLOW, CrossOriginFilter.ON_ENDPOINT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (authorization != null) {
            Ticket ticket = admit(authorization);
            answer.headers(headers -> iceServers(ticket, headers));
        }
        return answer.build();
    }

    /** Says that a resource is there, and has nothing to show (RFC 9725, section 4.1). */
    ResponseEntity<Void> look(PeerRole role, String resourceId) {
        admission.find(role, resourceId);
        return ResponseEntity.noContent().build();
    }

    /** Takes trickled candidates, or restarts ICE (RFC 9725, section 4.3). What cannot be read is refused before the condition is asked. */
    ResponseEntity<String> patch(
            PeerRole role,
            String resourceId,
            @Nullable String contentType,
            @Nullable String ifMatch,
            byte @Nullable [] body) {
        admission.find(role, resourceId);
        limiter.countChange(resourceId);
        IceFragment fragment = IceFragment.parse(text(contentType, SDP_FRAGMENT, body));
        Optional<RestartedIce> restarted = admission.patch(role, resourceId, fragment, new IfMatch(ifMatch));
        return restarted
                .map(fresh -> ResponseEntity.ok()
                        .eTag(fresh.tag())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .contentType(MediaType.parseMediaType(SDP_FRAGMENT))
                        .body(fresh.fragment()))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Lets the peer go, whatever ICE session it is in. */
    ResponseEntity<Void> leave(PeerRole role, String resourceId) {
        admission.leave(role, resourceId);
        return ResponseEntity.status(HttpStatus.OK).build();
    }

    private void iceServers(Ticket ticket, HttpHeaders headers) {
        List<String> links =
                IceLinks.of(addresses.of(ticket.session(), ticket.id()).iceServers());
        if (!links.isEmpty()) {
            headers.addAll(HttpHeaders.LINK, links);
        }
    }

    private static String text(@Nullable String contentType, String type, byte @Nullable [] body) {
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(type)) {
            throw new Refused(UNSUPPORTED_MEDIA_TYPE, "The body must be of type " + type);
        }
        if (body == null) {
            return "";
        }
        if (body.length > SdpLine.MAX_CHARACTERS) {
            throw new Refused(TOO_LARGE, "A description has at most %d bytes".formatted(SdpLine.MAX_CHARACTERS));
        }
        return new String(body, StandardCharsets.UTF_8);
    }
}
