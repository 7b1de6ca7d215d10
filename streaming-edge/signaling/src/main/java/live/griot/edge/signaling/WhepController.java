package live.griot.edge.signaling;

import live.griot.api.identity.Ticket;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Plays with any WHEP player (draft-ietf-wish-whep). The bearer is a ticket, so pages from anywhere may call ({@link CrossOriginFilter}): no
 * cookie is asked. A resource's address is the key to it; nobody else can guess it.
 */
@RestController
@RequestMapping(WhepController.PATH)
class WhepController {
    /** Where clients send their offers. */
    static final String PATH = "/api/edge/whep";

    private final ResourceAdmission admission;
    private final SdpExchange exchange;

    WhepController(ResourceAdmission admission, SdpExchange exchange) {
        this.admission = admission;
        this.exchange = exchange;
    }

    @PostMapping(consumes = SdpExchange.SDP, produces = SdpExchange.SDP)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<String> play(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            @RequestBody(required = false) byte @Nullable [] body) {
        Ticket ticket = exchange.admit(authorization);
        return exchange.created(PATH, ticket, admission.play(ticket, exchange.offer(contentType, body)));
    }

    /** Nothing to show; its type tells a generic player what to post here (draft-ietf-wish-whep, endpoint URL discoverability). */
    @GetMapping
    ResponseEntity<Void> look() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(SdpExchange.SDP))
                .build();
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return exchange.options(authorization);
    }

    @GetMapping("/{resource}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> look(@PathVariable String resource) {
        return exchange.look(PeerRole.VIEWER, resource);
    }

    @PatchMapping(path = "/{resource}", consumes = SdpExchange.SDP_FRAGMENT)
    ResponseEntity<String> patch(
            @PathVariable String resource,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        return exchange.patch(PeerRole.VIEWER, resource, contentType, ifMatch, body);
    }

    @DeleteMapping("/{resource}")
    ResponseEntity<Void> leave(@PathVariable String resource) {
        return exchange.leave(PeerRole.VIEWER, resource);
    }
}
