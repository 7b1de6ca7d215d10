package live.griot.command.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import live.griot.api.admission.ComeByLink;
import live.griot.api.guest.Guests;
import live.griot.api.id.LinkId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.recording.RecordingRoom;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.CancelSession;
import live.griot.api.session.CreateSession;
import live.griot.api.session.Deed;
import live.griot.api.session.EditSession;
import live.griot.api.session.EndSession;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.session.StartSession;
import live.griot.api.session.Visibility;
import live.griot.api.stage.LeaveSession;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.command.http.Border;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls that make, change, start and end a session, and by which people come and go. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {
    private final Border border;
    private final Sessions sessions;
    private final Joining joining;
    private final ViewerDepartures departures;
    private final Tickets tickets;
    private final Pace pace;
    private final WaysBack waysBack;
    private final Guests guests;
    private final PersonalText personalText;
    private final RecordingRoom recordingRoom;

    SessionController(
            Border border,
            Sessions sessions,
            Joining joining,
            ViewerDepartures departures,
            Tickets tickets,
            Pace pace,
            WaysBack waysBack,
            Guests guests,
            PersonalText personalText,
            RecordingRoom recordingRoom) {
        this.border = border;
        this.sessions = sessions;
        this.joining = joining;
        this.departures = departures;
        this.tickets = tickets;
        this.pace = pace;
        this.waysBack = waysBack;
        this.guests = guests;
        this.personalText = personalText;
        this.recordingRoom = recordingRoom;
    }

    /**
     * How somebody comes.
     *
     * @param link the code of a link, or null
     * @param displayName by what name who comes by a link without an account takes part, 1 to 60 characters; null who only watches
     * @param recordingConsent whether who comes on stage by the link agrees to be recorded; default false
     * @param hls whether they watch by HLS, and so need no place at the edge and are not counted there; default false
     */
    record JoinRequest(
            @Nullable @Size(max = 100) String link,
            @Nullable @Visible(max = VisibleText.NAME) String displayName,
            @Nullable Boolean recordingConsent,
            @Nullable Boolean hls) {
        JoinRequest {
            displayName = displayName == null ? null : VisibleText.trimmed(displayName);
        }

        Joining.Way way() {
            return Boolean.TRUE.equals(hls) ? Joining.Way.BY_HLS : Joining.Way.AT_THE_EDGE;
        }
    }

    /** Who leaves without an account says with which ticket they came. */
    record LeaveRequest(@Nullable @Size(max = 4096) String ticket) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SessionView> create(@Valid @RequestBody NewSession wanted, Principal caller) {
        joining.refuseHost(Border.user(caller));
        if (Boolean.TRUE.equals(wanted.recording())) {
            recordingRoom.requireRoom(Border.user(caller));
        }
        SessionId id = new SessionId(border.freshId());
        String description = wanted.description() == null ? "" : wanted.description();
        CreateSession creation = new CreateSession(
                id,
                Border.user(caller),
                sealed(caller, wanted.title()),
                sealed(caller, description),
                wanted.type() == null ? SessionType.VIDEO : wanted.type(),
                wanted.visibility() == null ? Visibility.PUBLIC : wanted.visibility(),
                wanted.maxParticipants() == null ? SessionLimits.MOST_SEATS : wanted.maxParticipants(),
                wanted.scheduledFor(),
                Boolean.TRUE.equals(wanted.recording()) ? new RecordingId(border.freshId()) : null,
                border.now());
        border.send(creation);
        SessionView created = border.written(
                () -> border.view(id),
                () -> SessionView.created(
                        creation,
                        border.named(creation.host()),
                        VisibleText.trimmed(wanted.title()),
                        VisibleText.trimmed(description)));
        return ResponseEntity.created(URI.create("/api/sessions/" + id)).body(created);
    }

    @PatchMapping("/{id}")
    SessionView edit(@PathVariable SessionId id, @Valid @RequestBody SessionChange change, Principal caller) {
        border.allowed(Deed.EDIT, id, caller);
        SessionView before = border.view(id);
        border.send(new EditSession(
                id,
                Border.user(caller),
                sealedIfOther(caller, change.title(), before.title()),
                sealedIfOther(caller, change.description(), before.description()),
                change.visibility(),
                change.maxParticipants(),
                border.now()));
        return border.written(
                () -> border.view(id),
                () -> before.edited(
                        change.title() == null ? before.title() : VisibleText.trimmed(change.title()),
                        change.description() == null ? before.description() : VisibleText.trimmed(change.description()),
                        change.visibility() == null ? before.visibility() : change.visibility(),
                        change.maxParticipants() == null ? before.maxParticipants() : change.maxParticipants()));
    }

    private SessionView inState(SessionId id, SessionState state, @Nullable Instant over) {
        return border.written(() -> border.view(id), () -> border.view(id).in(state, over));
    }

    private SessionText sealed(Principal caller, String typed) {
        return SessionText.sealed(Border.user(caller), VisibleText.trimmed(typed), personalText);
    }

    /** Words that stay the same stay their author's: sealed once more, they would be the caller's. */
    private @Nullable SessionText sealedIfOther(Principal caller, @Nullable String typed, String before) {
        return typed == null || VisibleText.trimmed(typed).equals(before) ? null : sealed(caller, typed);
    }

    @PostMapping("/{id}/start")
    SessionView start(@PathVariable SessionId id, Principal caller) {
        border.notBanned(id, caller);
        Instant at = border.now();
        border.send(new StartSession(id, Border.user(caller), at));
        return inState(id, SessionState.STARTING, null);
    }

    @PostMapping("/{id}/end")
    SessionView end(@PathVariable SessionId id, Principal caller) {
        border.notBanned(id, caller);
        Instant at = border.now();
        border.send(new EndSession(id, Border.user(caller), at));
        return inState(id, SessionState.ENDING, null);
    }

    @PostMapping("/{id}/cancel")
    SessionView cancel(@PathVariable SessionId id, Principal caller) {
        border.notBanned(id, caller);
        Instant at = border.now();
        border.send(new CancelSession(id, Border.user(caller), at));
        return inState(id, SessionState.CANCELLED, at);
    }

    @PostMapping("/{id}/join")
    Joined join(
            @PathVariable SessionId id,
            @Valid @RequestBody(required = false) @Nullable JoinRequest how,
            @Nullable Principal caller) {
        if (caller != null) {
            pace.countJoin(Border.user(caller));
        }
        UserId person = caller == null ? waysBack.newcomer(id) : Border.user(caller);
        Joining.Way way = how == null ? Joining.Way.AT_THE_EDGE : how.way();
        if (how == null || how.link() == null) {
            return joining.join(sessions.knownTo(id, person), null, Border.signIn(caller), way);
        }
        LinkId link = LinkId.of(how.link());
        admit(link, id, person, how);
        return joining.join(standing(id, person), link, Border.signIn(caller), way);
    }

    /** A link that is none says the same as a session that is none to who may not know of it. */
    private void admit(LinkId link, SessionId id, UserId person, JoinRequest how) {
        String name = how.displayName();
        Standing before = standing(id, person);
        before.requireNotBanned();
        boolean named = person.isGuest() && name != null && guests.name(id, person, name);
        // Who has no account and says no name watches, and takes no part.
        UserId takesPart = name == null && before.isAnonymous() ? null : person;
        try {
            boolean agrees = Boolean.TRUE.equals(how.recordingConsent());
            border.send(new ComeByLink(id, link, takesPart, agrees, border.now()));
        } catch (Refused no) {
            if (named) {
                guests.forget(person);
            }
            throw no.code() == RefusalCode.LINK_NOT_FOUND && !before.mayKnow() ? noSuchSession() : no;
        }
    }

    private Standing standing(SessionId id, @Nullable UserId person) {
        return sessions.standing(id, person).orElseThrow(SessionController::noSuchSession);
    }

    private static Refused noSuchSession() {
        return new Refused(RefusalCode.SESSION_NOT_FOUND, "There is no such session");
    }

    @PostMapping("/{id}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(
            @PathVariable SessionId id,
            @Valid @RequestBody(required = false) @Nullable LeaveRequest who,
            @Nullable Principal caller) {
        if (caller != null) {
            border.knownTo(id, caller);
            leave(id, Border.user(caller));
        } else if (who != null && who.ticket() != null) {
            leave(id, who.ticket());
        } else {
            leaveAsGuest(id);
        }
    }

    private void leave(SessionId id, UserId person) {
        border.send(new LeaveSession(id, person, border.now()));
        departures.of(person, id);
    }

    private void leaveAsGuest(SessionId id) {
        UserId guest = border.who(id, null);
        if (guest == null) {
            throw new Refused(RefusalCode.UNAUTHENTICATED, "Sign in, or say with which ticket you came");
        }
        departures.of(guest, id);
    }

    private void leave(SessionId id, String text) {
        Ticket ticket = tickets.recognise(text);
        if (!ticket.session().equals(id) || !ticket.isAnonymous()) {
            throw new Refused(RefusalCode.INVALID_TICKET, "This ticket is not one to leave this session with");
        }
        departures.end(ticket.id(), id);
    }
}
