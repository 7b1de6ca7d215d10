package live.griot.command.invitation;

import static live.griot.api.refusal.RefusalCode.INVITATION_ANSWERED;
import static live.griot.api.refusal.RefusalCode.INVITATION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.STAGE_FULL;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.invitation.AcceptInvitation;
import live.griot.api.invitation.ExpireInvitation;
import live.griot.api.invitation.InvitationAccepted;
import live.griot.api.invitation.InvitationExpired;
import live.griot.api.invitation.InvitationRejected;
import live.griot.api.invitation.InvitationRevoked;
import live.griot.api.invitation.InvitationSent;
import live.griot.api.invitation.RejectInvitation;
import live.griot.api.invitation.RevokeInvitation;
import live.griot.api.invitation.SendInvitation;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One invitation; the session it is to writes down what is asked of it, and may be full. */
class InvitationTest {
    private static final InvitationId ID = new InvitationId("01INVITATION");
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final Instant T0 = Instant.parse("2026-11-21T20:00:00Z");
    private static final Instant T1 = T0.plusSeconds(10);

    private final List<String> asked = new ArrayList<>();
    private boolean full;
    private AggregateTestFixture<Invitation> fixture;

    @BeforeEach
    void fresh() {
        fixture = new AggregateTestFixture<>(Invitation.class);
        fixture.registerInjectableResource(new PlayedSession());
    }

    @Test
    void an_invitation_is_sent_by_who_may_and_to_another() {
        fixture.givenNoPriorActivity()
                .when(new SendInvitation(ID, LIVE, AWA, MOUSSA, null, false, T1, T0))
                .expectEvents(sent(false));
        assertThat(asked).containsExactly("may 01AWA invite 01MOUSSA");
        refused(
                fixture.givenNoPriorActivity().when(new SendInvitation(ID, LIVE, AWA, AWA, null, false, T1, T0)),
                VALIDATION_FAILED);
    }

    @Test
    void accepting_takes_a_seat_once() {
        fixture.given(sent(false))
                .when(new AcceptInvitation(ID, MOUSSA, T1))
                .expectEvents(new InvitationAccepted(ID, LIVE, AWA, MOUSSA, false, T1));
        assertThat(asked).containsExactly("seat 01MOUSSA");
        fixture.given(sent(false), new InvitationAccepted(ID, LIVE, AWA, MOUSSA, false, T1))
                .when(new AcceptInvitation(ID, MOUSSA, T1))
                .expectNoEvents();
    }

    @Test
    void a_full_stage_leaves_the_invitation_open() {
        full = true;
        refused(fixture.given(sent(false)).when(new AcceptInvitation(ID, MOUSSA, T1)), STAGE_FULL);
    }

    @Test
    void accepting_a_call_starts_it_and_anything_else_calls_it_off() {
        fixture.given(sent(true))
                .when(new AcceptInvitation(ID, MOUSSA, T1))
                .expectEvents(new InvitationAccepted(ID, LIVE, AWA, MOUSSA, true, T1));
        assertThat(asked).containsExactly("seat 01MOUSSA", "begin");
        asked.clear();
        fixture.given(sent(true))
                .when(new RejectInvitation(ID, MOUSSA, T1))
                .expectEvents(new InvitationRejected(ID, LIVE, AWA, MOUSSA, true, T1));
        fixture.given(sent(true))
                .when(new RevokeInvitation(ID, AWA, T1))
                .expectEvents(new InvitationRevoked(ID, LIVE, AWA, MOUSSA, true, AWA, T1));
        fixture.given(sent(true))
                .when(new ExpireInvitation(ID, T1))
                .expectEvents(new InvitationExpired(ID, LIVE, AWA, MOUSSA, true, T1));
        assertThat(asked).containsExactly("call off", "call off", "call off");
    }

    @Test
    void nobody_answers_for_another_and_nobody_answers_twice() {
        refused(fixture.given(sent(false)).when(new AcceptInvitation(ID, AWA, T1)), INVITATION_NOT_FOUND);
        refused(fixture.given(sent(false)).when(new RejectInvitation(ID, AWA, T1)), INVITATION_NOT_FOUND);
        InvitationRejected rejected = new InvitationRejected(ID, LIVE, AWA, MOUSSA, false, T1);
        refused(fixture.given(sent(false), rejected).when(new AcceptInvitation(ID, MOUSSA, T1)), INVITATION_ANSWERED);
        refused(fixture.given(sent(false), rejected).when(new RevokeInvitation(ID, AWA, T1)), INVITATION_ANSWERED);
        fixture.given(sent(false), rejected).when(new ExpireInvitation(ID, T1)).expectNoEvents();
    }

    private static InvitationSent sent(boolean ringing) {
        return new InvitationSent(ID, LIVE, AWA, MOUSSA, null, ringing, T1, T0);
    }

    private static void refused(ResultValidator<Invitation> result, RefusalCode code) {
        result.expectException(
                        Matchers.matches((Throwable failure) -> failure instanceof Refused no && no.code() == code))
                .expectNoEvents();
    }

    private final class PlayedSession implements InvitingSession {
        @Override
        public void mayInvite(SessionId session, UserId by) {
            asked.add("may %s invite".formatted(by));
        }

        @Override
        public void checkInvitation(SessionId session, UserId by, UserId person) {
            asked.add("may %s invite %s".formatted(by, person));
        }

        @Override
        public void seat(SessionId session, UserId person, Instant at) {
            if (full) {
                throw new Refused(STAGE_FULL, "All seats are taken");
            }
            asked.add("seat " + person);
        }

        @Override
        public void begin(SessionId session, Instant at) {
            asked.add("begin");
        }

        @Override
        public void callOff(SessionId session, Instant at) {
            asked.add("call off");
        }
    }
}
