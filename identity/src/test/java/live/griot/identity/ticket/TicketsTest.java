package live.griot.identity.ticket;

import static live.griot.api.refusal.RefusalCode.INVALID_TICKET;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.AccessTokens;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.session.Role;
import live.griot.api.session.SessionType;
import live.griot.api.stage.Devices;
import live.griot.identity.MovableClock;
import live.griot.identity.token.SignedAccessTokens;
import live.griot.identity.token.SigningKey;
import live.griot.identity.token.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsTest {
    private static final AttendanceId A1 = new AttendanceId("01FIRST");
    private static final AttendanceId A2 = new AttendanceId("01SECOND");
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final SignInId PHONE = new SignInId("01PHONE");
    private static final Devices ALL = Devices.carriedBy(SessionType.VIDEO);
    private static final Duration TTL = Duration.ofHours(2);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private Tickets tickets;
    private SignedAccessTokens accessTokens;

    @BeforeEach
    void start() {
        SigningKey key = TestKeys.in(directory);
        tickets = new SignedTickets(key, new TicketProperties(TTL), clock);
        accessTokens = TestKeys.accessTokens(key, clock);
    }

    @Test
    void a_ticket_says_who_may_do_what_where_and_until_when() {
        Ticket ticket = tickets.verify(tickets.issue(A1, LIVE, AWA, PHONE, Role.HOST, ALL, null));

        assertThat(ticket.session()).isEqualTo(LIVE);
        assertThat(ticket.user()).isEqualTo(AWA);
        assertThat(ticket.signIn()).isEqualTo(PHONE);
        assertThat(ticket.role()).isEqualTo(Role.HOST);
        assertThat(ticket.mayPublish()).isEqualTo(ALL);
        assertThat(ticket.expiresAt()).isEqualTo(clock.instant().plus(TTL));
    }

    @Test
    void a_ticket_says_what_may_be_published() {
        Devices sound = Devices.carriedBy(SessionType.AUDIO);

        assertThat(tickets.verify(tickets.issue(A1, LIVE, AWA, PHONE, Role.MODERATOR, sound, null))
                        .mayPublish())
                .isEqualTo(new Devices(true, false, false));
        assertThat(tickets.verify(tickets.issue(A2, LIVE, AWA, PHONE, Role.MODERATOR, Devices.OFF, null))
                        .mayPublish())
                .isEqualTo(Devices.OFF);
    }

    @Test
    void a_viewer_needs_no_account_and_each_ticket_has_an_id_of_its_own() {
        Ticket one = tickets.verify(tickets.issue(A1, LIVE, null, null, Role.VIEWER, Devices.OFF, null));
        Ticket other = tickets.verify(tickets.issue(A2, LIVE, null, null, Role.VIEWER, Devices.OFF, null));

        assertThat(one.user()).isNull();
        assertThat(one.id()).isNotEqualTo(other.id());
    }

    @Test
    void a_ticket_expires() {
        String ticket = tickets.issue(A1, LIVE, AWA, PHONE, Role.HOST, ALL, null);
        clock.pass(TTL.plusSeconds(10));

        assertRefused(INVALID_TICKET, () -> tickets.verify(ticket));
        assertThat(tickets.recognise(ticket).user())
                .as("whoever knows that it is in use still reads it")
                .isEqualTo(AWA);
    }

    @Test
    void a_ticket_is_no_access_token_and_an_access_token_is_no_ticket() {
        assertRefused(
                UNAUTHENTICATED, () -> accessTokens.verify(tickets.issue(A1, LIVE, AWA, PHONE, Role.HOST, ALL, null)));
        assertRefused(INVALID_TICKET, () -> tickets.verify(accessTokens.issue(AWA, PHONE)));
    }

    @Test
    void the_audience_tells_them_apart_even_under_the_other_ones_type() throws Exception {
        String posing = signed(storedKey(), "griot-ticket+jwt", "griot-api");
        String genuine = signed(storedKey(), "griot-ticket+jwt", "griot-edge");

        assertThat(tickets.verify(genuine).session()).isEqualTo(LIVE);
        assertRefused(INVALID_TICKET, () -> tickets.verify(posing));
    }

    @Test
    void the_type_tells_them_apart_even_with_the_other_ones_audience() throws Exception {
        String posing = signed(storedKey(), "at+jwt", "griot-edge");

        assertRefused(INVALID_TICKET, () -> tickets.verify(posing));
    }

    @Test
    void a_ticket_signed_by_another_installation_is_refused(@TempDir Path elsewhere) {
        Tickets theirs = new SignedTickets(TestKeys.in(elsewhere), new TicketProperties(TTL), clock);

        assertRefused(INVALID_TICKET, () -> tickets.verify(theirs.issue(A1, LIVE, AWA, PHONE, Role.HOST, ALL, null)));
    }

    @Test
    void an_unsigned_ticket_is_refused() {
        assertRefused(INVALID_TICKET, () -> tickets.verify(new PlainJWT(claims("griot-edge")).serialize()));
    }

    @Test
    void what_is_no_token_at_all_is_refused() {
        for (String junk : new String[] {"", ".", "..", "a.b.c", "null", "é".repeat(5000)}) {
            assertRefused(INVALID_TICKET, () -> tickets.verify(junk));
            assertRefused(UNAUTHENTICATED, () -> accessTokens.verify(junk));
        }
    }

    @Test
    void an_altered_ticket_is_refused() {
        String[] parts = tickets.issue(A1, LIVE, null, null, Role.VIEWER, Devices.OFF, null)
                .split("\\.", -1);
        String asHost =
                tickets.issue(A1, LIVE, AWA, PHONE, Role.HOST, ALL, null).split("\\.", -1)[1];

        assertRefused(INVALID_TICKET, () -> tickets.verify(parts[0] + "." + asHost + "." + parts[2]));
    }

    @Test
    void tokens_survive_a_restart() {
        String ticket = tickets.issue(A1, LIVE, AWA, PHONE, Role.HOST, ALL, null);
        String token = accessTokens.issue(AWA, PHONE);

        SigningKey restarted = TestKeys.in(directory);

        assertThat(new SignedTickets(restarted, new TicketProperties(TTL), clock)
                        .verify(ticket)
                        .user())
                .isEqualTo(AWA);
        AccessTokens after = TestKeys.accessTokens(restarted, clock);
        assertThat(after.verify(token).person()).isEqualTo(AWA);
    }

    @Test
    void an_access_token_expires_after_a_quarter_of_an_hour() {
        String token = accessTokens.issue(AWA, PHONE);
        clock.pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(accessTokens.verify(token).person()).isEqualTo(AWA);

        clock.pass(Duration.ofSeconds(10));
        assertRefused(UNAUTHENTICATED, () -> accessTokens.verify(token));
    }

    private ECKey storedKey() {
        return TestKeys.pairOf(directory);
    }

    private String signed(ECKey key, String type, String audience) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims(audience));
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private JWTClaimsSet claims(String audience) {
        return new JWTClaimsSet.Builder()
                .issuer("griot")
                .audience(audience)
                .subject(AWA.value())
                .jwtID("01TICKET")
                .claim("session", LIVE.value())
                .claim("role", "HOST")
                .claim("iat_us", clock.instant().toEpochMilli() * 1_000)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(TTL)))
                .build();
    }
}
