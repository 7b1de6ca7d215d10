package live.griot.command.invitation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.function.Supplier;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.invitation.AcceptInvitation;
import live.griot.api.invitation.InvitationState;
import live.griot.api.invitation.InvitationView;
import live.griot.api.invitation.Invitations;
import live.griot.api.invitation.RejectInvitation;
import live.griot.api.invitation.RevokeInvitation;
import live.griot.api.invitation.SendInvitation;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.CreateSession;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.session.Visibility;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.command.http.Border;
import live.griot.command.session.Joined;
import live.griot.command.session.Joining;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls by which people invite, answer, and call one another. */
@RestController
@RequestMapping("/api")
class InvitationController {
    private static final int SEATS_OF_A_CALL = 2;
    private static final String TITLE_OF_A_CALL = "Call";
    private static final int MESSAGE = 300;
    private static final int MESSAGE_LINES = 10;

    private final Border border;
    private final Sessions sessions;
    private final Invitations invitations;
    private final PersonalText personalText;
    private final Joining joining;
    private final InvitationProperties limits;

    InvitationController(
            Border border,
            Sessions sessions,
            Invitations invitations,
            PersonalText personalText,
            Joining joining,
            InvitationProperties limits) {
        this.border = border;
        this.sessions = sessions;
        this.invitations = invitations;
        this.personalText = personalText;
        this.joining = joining;
        this.limits = limits;
    }

    /** Whom to invite, with a message of up to 300 characters or none. */
    record NewInvitation(
            @NotNull UserId userId,

            @Nullable @Visible(max = MESSAGE, lines = MESSAGE_LINES, orNothing = true)
            String message) {}

    /** Whom to call, with camera and sound (the default) or with sound alone. */
    record NewCall(@NotNull UserId userId, @Nullable SessionType type) {}

    /** A call that rings: its session, and the invitation that the other side hears. */
    record Call(SessionView session, InvitationView invitation) {}

    @PostMapping("/sessions/{id}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<InvitationView> invite(
            @PathVariable SessionId id, @Valid @RequestBody NewInvitation wanted, Principal caller) {
        border.allowed(Deed.INVITE, id, caller);
        border.hasAccount(wanted.userId());
        border.notBannedEverywhere(wanted.userId());
        notTooMany(Border.user(caller));
        if (invitations.isPending(id, wanted.userId())) {
            throw new Refused(RefusalCode.ALREADY_INVITED, "This person has an invitation that is not answered yet");
        }
        Instant now = border.now();
        SendInvitation invitation = new SendInvitation(
                new InvitationId(border.freshId()),
                id,
                Border.user(caller),
                wanted.userId(),
                sealed(Border.user(caller), wanted.message()),
                false,
                now.plus(limits.ttl()),
                now);
        border.send(invitation);
        return ResponseEntity.created(URI.create("/api/invitations/" + invitation.invitationId()))
                .body(sent(invitation, caller, () -> border.view(id), wanted.message()));
    }

    @PostMapping("/calls")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Call> call(@Valid @RequestBody NewCall wanted, Principal caller) {
        if (wanted.type() == SessionType.SCREEN) {
            throw Refused.invalid("type", "must be VIDEO or AUDIO");
        }
        border.hasAccount(wanted.userId());
        UserId from = Border.user(caller);
        joining.refuseHost(from);
        border.notBannedEverywhere(wanted.userId());
        notTooMany(from);
        if (invitations.isRinging(from, wanted.userId())) {
            throw new Refused(RefusalCode.ALREADY_INVITED, "One of you is calling the other already");
        }
        Instant now = border.now();
        SessionId session = new SessionId(border.freshId());
        InvitationId invitation = new InvitationId(border.freshId());
        CreateSession creation = new CreateSession(
                session,
                from,
                SessionText.sealed(from, TITLE_OF_A_CALL, personalText),
                SessionText.sealed(from, "", personalText),
                wanted.type() == null ? SessionType.VIDEO : wanted.type(),
                Visibility.PRIVATE,
                SEATS_OF_A_CALL,
                null,
                null,
                now);
        SendInvitation ringing = new SendInvitation(
                invitation, session, from, wanted.userId(), null, true, now.plus(limits.ringTime()), now);
        border.send(new PlaceCall(creation, ringing));
        SessionView created = border.written(
                () -> border.view(session),
                () -> SessionView.created(creation, border.named(from), TITLE_OF_A_CALL, ""));
        return ResponseEntity.created(URI.create("/api/sessions/" + session))
                .body(new Call(created, sent(ringing, caller, () -> created, null)));
    }

    private InvitationView sent(
            SendInvitation invitation, Principal caller, Supplier<SessionView> session, @Nullable String message) {
        String words = message == null ? "" : VisibleText.trimmed(message);
        return border.written(
                () -> view(invitation.invitationId(), caller),
                () -> new InvitationView(
                        invitation.invitationId(),
                        invitation.sessionId(),
                        session.get(),
                        border.named(invitation.from()),
                        border.named(invitation.to()),
                        words.isEmpty() ? null : words,
                        invitation.ringing(),
                        InvitationState.PENDING,
                        invitation.at(),
                        invitation.expiresAt(),
                        null));
    }

    @PostMapping("/invitations/{id}/accept")
    Joined accept(@PathVariable InvitationId id, Principal caller) {
        SessionId session = view(id, caller).sessionId();
        notBanned(session, caller);
        border.send(new AcceptInvitation(id, Border.user(caller), border.now()));
        return joining.join(border.onStage(session, caller), null, Border.signIn(caller), Joining.Way.AT_THE_EDGE);
    }

    @PostMapping("/invitations/{id}/reject")
    InvitationView reject(@PathVariable InvitationId id, Principal caller) {
        InvitationView before = view(id, caller);
        Instant at = border.now();
        border.send(new RejectInvitation(id, Border.user(caller), at));
        return border.written(() -> view(id, caller), () -> before.answered(InvitationState.REJECTED, at));
    }

    @PostMapping("/invitations/{id}/revoke")
    InvitationView revoke(@PathVariable InvitationId id, Principal caller) {
        InvitationView before = view(id, caller);
        Instant at = border.now();
        border.send(new RevokeInvitation(id, Border.user(caller), at));
        return border.written(() -> view(id, caller), () -> before.answered(InvitationState.REVOKED, at));
    }

    /** That their invitation has expired with the ban would tell them less. */
    private void notBanned(SessionId session, Principal caller) {
        sessions.standing(session, Border.user(caller)).ifPresent(Standing::requireNotBanned);
    }

    private void notTooMany(UserId inviter) {
        if (invitations.pendingFrom(inviter) >= limits.maxPending()) {
            throw new Refused(
                    RefusalCode.TOO_MANY,
                    "%d of your invitations are not answered yet; revoke some".formatted(limits.maxPending()));
        }
    }

    private @Nullable String sealed(UserId author, @Nullable String message) {
        String trimmed = message == null ? "" : VisibleText.trimmed(message);
        return trimmed.isEmpty() ? null : personalText.seal(author, trimmed);
    }

    private InvitationView view(InvitationId id, Principal caller) {
        return invitations
                .view(id, Border.user(caller))
                .orElseThrow(() -> new Refused(RefusalCode.INVITATION_NOT_FOUND, "There is no such invitation"));
    }
}
