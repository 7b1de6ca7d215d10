package live.griot.identity.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Role;
import live.griot.api.stage.Devices;
import live.griot.identity.account.Micros;
import live.griot.identity.token.SigningKey;
import live.griot.identity.token.TokenKind;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Tickets as JWTs. Verifying asks no database. Thread-safe. */
@Component
@EnableConfigurationProperties(TicketProperties.class)
class SignedTickets implements Tickets {
    /** The standard's {@code iat} counts in seconds, too coarse to tell a ticket from before a removal from one after. */
    private static final String ISSUED_AT_MICROS = "iat_us";

    private static final String SESSION = "session";
    private static final String SIGN_IN = "sid";
    private static final String ROLE = "role";
    private static final String LINK = "link";
    private static final String PUBLISH = "publish";
    private static final String AUDIO = "audio";
    private static final String VIDEO = "video";
    private static final String SCREEN = "screen";

    private final SigningKey key;
    private final JwtDecoder decoder;
    private final TicketProperties properties;
    private final Clock clock;

    SignedTickets(SigningKey key, TicketProperties properties, Clock clock) {
        this.key = key;
        this.decoder = key.timelessDecoder(TokenKind.TICKET);
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String issue(
            AttendanceId id,
            SessionId session,
            @Nullable UserId user,
            @Nullable SignInId signIn,
            Role role,
            Devices mayPublish,
            @Nullable LinkId link) {
        Instant now = clock.instant();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .id(id.value())
                .issuedAt(now)
                .expiresAt(now.plus(properties.ttl()))
                .claim(SESSION, session.value())
                .claim(ISSUED_AT_MICROS, Micros.of(now))
                .claim(ROLE, role.name())
                .claim(PUBLISH, names(mayPublish));
        if (user != null) {
            claims.subject(user.value());
        }
        if (signIn != null) {
            claims.claim(SIGN_IN, signIn.value());
        }
        if (link != null) {
            claims.claim(LINK, link.value());
        }
        return key.sign(TokenKind.TICKET, claims);
    }

    @Override
    public Ticket recognise(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            String user = jwt.getSubject();
            String signIn = jwt.getClaimAsString(SIGN_IN);
            String link = jwt.getClaimAsString(LINK);
            return new Ticket(
                    new AttendanceId(required(jwt.getId())),
                    new SessionId(required(jwt.getClaimAsString(SESSION))),
                    user == null ? null : new UserId(user),
                    signIn == null ? null : new SignInId(signIn),
                    Role.valueOf(required(jwt.getClaimAsString(ROLE))),
                    devices(jwt.getClaimAsStringList(PUBLISH)),
                    link == null ? null : new LinkId(link),
                    Micros.toInstant(Long.parseLong(required(jwt.getClaimAsString(ISSUED_AT_MICROS)))),
                    Objects.requireNonNull(jwt.getExpiresAt()));
        } catch (JwtException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    @Override
    public void requireFresh(Ticket ticket) {
        if (clock.instant().isAfter(ticket.expiresAt().plus(SigningKey.CLOCK_SKEW))) {
            throw invalid();
        }
    }

    @Override
    public Duration lifetime() {
        return properties.ttl().plus(SigningKey.CLOCK_SKEW);
    }

    private static Refused invalid() {
        return new Refused(RefusalCode.INVALID_TICKET, "The ticket is not valid or has expired");
    }

    private static List<String> names(Devices devices) {
        List<String> names = new ArrayList<>();
        if (devices.audio()) {
            names.add(AUDIO);
        }
        if (devices.video()) {
            names.add(VIDEO);
        }
        if (devices.screen()) {
            names.add(SCREEN);
        }
        return names;
    }

    /** A ticket from before this was said on tickets lets nobody publish. */
    private static Devices devices(@Nullable List<String> names) {
        return names == null
                ? Devices.OFF
                : new Devices(names.contains(AUDIO), names.contains(VIDEO), names.contains(SCREEN));
    }

    private static String required(@Nullable String claim) {
        if (claim == null) {
            throw new IllegalArgumentException("A claim is missing");
        }
        return claim;
    }
}
