package live.griot.edge.signaling;

import static live.griot.api.refusal.RefusalCode.FORBIDDEN;

import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.api.stage.Devices;
import live.griot.edge.signaling.negotiation.WholeOffer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
 * Publishes with any WHIP client (RFC 9725). The bearer is a ticket, so pages from anywhere may call ({@link CrossOriginFilter}): no
 * cookie is asked. A resource's address is the key to it; nobody else can guess it.
 */
@RestController
@RequestMapping(WhipController.PATH)
class WhipController {
    /** Where clients send their offers. */
    static final String PATH = "/api/edge/whip";

    private final ResourceAdmission admission;
    private final SdpExchange exchange;

    WhipController(ResourceAdmission admission, SdpExchange exchange) {
        this.admission = admission;
        this.exchange = exchange;
    }

    @PostMapping(consumes = SdpExchange.SDP, produces = SdpExchange.SDP)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<String> publish(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            @RequestBody(required = false) byte @Nullable [] body) {
        Ticket ticket = exchange.admit(authorization);
        if (ticket.mayPublish().equals(Devices.OFF)) {
            throw new Refused(
                    FORBIDDEN, "This ticket does not let its bearer publish; who came on stage since joins again");
        }
        String offer = exchange.offer(contentType, body);
        WholeOffer.require(offer);
        return exchange.created(PATH, ticket, admission.publish(ticket, offer));
    }

    /** The endpoint has nothing to show (RFC 9725, section 4.1). */
    @GetMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> look() {
        return ResponseEntity.noContent().build();
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return exchange.options(authorization);
    }

    @GetMapping("/{resource}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> look(@PathVariable String resource) {
        return exchange.look(PeerRole.PUBLISHER, resource);
    }

    @PatchMapping(path = "/{resource}", consumes = SdpExchange.SDP_FRAGMENT)
    ResponseEntity<String> patch(
            @PathVariable String resource,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        return exchange.patch(PeerRole.PUBLISHER, resource, contentType, ifMatch, body);
    }

    @DeleteMapping("/{resource}")
    ResponseEntity<Void> leave(@PathVariable String resource) {
        return exchange.leave(PeerRole.PUBLISHER, resource);
    }
}
