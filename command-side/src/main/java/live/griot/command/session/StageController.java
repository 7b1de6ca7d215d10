package live.griot.command.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import live.griot.api.admission.RemoveParticipant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Caller;
import live.griot.api.session.Deed;
import live.griot.api.session.Role;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.stage.AskToSwitchOn;
import live.griot.api.stage.ChangeRole;
import live.griot.api.stage.DeviceChange;
import live.griot.api.stage.LeaveSession;
import live.griot.api.stage.LowerHand;
import live.griot.api.stage.ParticipantView;
import live.griot.api.stage.RaiseHand;
import live.griot.api.stage.SwitchDevices;
import live.griot.command.http.Border;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about who is on stage: devices, roles, hands, and putting somebody out. */
@RestController
@RequestMapping("/api/sessions/{id}")
class StageController {
    private final Border border;
    private final Sessions sessions;
    private final People people;
    private final ViewerDepartures departures;
    private final Pace pace;

    StageController(Border border, Sessions sessions, People people, ViewerDepartures departures, Pace pace) {
        this.border = border;
        this.sessions = sessions;
        this.people = people;
        this.departures = departures;
        this.pace = pace;
    }

    /** What somebody is to become. */
    record RoleChange(@NotNull Role role) {}

    @PatchMapping("/participants/{userId}")
    ParticipantView switchDevices(
            @PathVariable SessionId id,
            @PathVariable("userId") UserId person,
            @RequestBody DeviceChange change,
            Principal caller) {
        border.allowed(
                person.equals(Border.user(caller)) ? Deed.SWITCH_OWN_DEVICES : Deed.SWITCH_OFF_OTHERS, id, caller);
        border.send(new SwitchDevices(id, person, change, Border.user(caller), border.now()));
        return participant(id, person);
    }

    @PostMapping("/participants/{userId}/asks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void askToSwitchOn(
            @PathVariable SessionId id,
            @PathVariable("userId") UserId person,
            @RequestBody DeviceChange wish,
            Principal caller) {
        border.allowed(Deed.ASK_TO_SWITCH_ON, id, caller);
        pace.countAsk(Border.user(caller));
        border.send(new AskToSwitchOn(id, person, wish, Border.user(caller), border.now()));
    }

    @PutMapping("/participants/{userId}/role")
    ParticipantView changeRole(
            @PathVariable SessionId id,
            @PathVariable("userId") UserId person,
            @Valid @RequestBody RoleChange change,
            Principal caller) {
        ChangeRole command = new ChangeRole(id, person, change.role(), Border.user(caller), border.now());
        border.allowed(Stage.deedOf(command), id, caller);
        border.exists(person);
        if (change.role() != Role.VIEWER) {
            border.notBannedEverywhere(person);
        }
        if (change.role() == Role.GUEST) {
            onlyWhoIsThere(id, person);
        }
        border.send(command);
        return participant(id, person);
    }

    /** Nobody's name is put on a stage they know nothing of: who is not there is invited. */
    private void onlyWhoIsThere(SessionId id, UserId person) {
        Caller there = sessions.standing(id, person).map(Standing::caller).orElse(Caller.STRANGER);
        if (there == Caller.STRANGER || there == Caller.ANONYMOUS) {
            throw new Refused(RefusalCode.NOT_PRESENT, "This person is not in the session; send an invitation");
        }
    }

    @DeleteMapping("/participants/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable SessionId id, @PathVariable("userId") UserId person, Principal caller) {
        UserId by = Border.user(caller);
        if (by.equals(person)) {
            border.knownTo(id, caller);
            border.send(new LeaveSession(id, by, border.now()));
        } else {
            border.allowed(Deed.REMOVE, id, caller);
            if (sessions.participant(id, person).isEmpty()) {
                throw new Refused(RefusalCode.PARTICIPANT_NOT_FOUND, "This person is not in the session");
            }
            border.send(new RemoveParticipant(id, person, by, border.now()));
        }
        departures.of(person, id);
    }

    @PostMapping("/hand")
    ParticipantView raiseHand(@PathVariable SessionId id, Principal caller) {
        border.notBanned(id, caller);
        pace.countHand(Border.user(caller));
        border.send(new RaiseHand(id, Border.user(caller), border.now()));
        return participant(id, Border.user(caller));
    }

    @DeleteMapping("/hand")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lowerHand(@PathVariable SessionId id, Principal caller) {
        border.knownTo(id, caller);
        border.send(new LowerHand(id, Border.user(caller), border.now()));
    }

    private ParticipantView participant(SessionId id, UserId person) {
        @Nullable ParticipantView there = sessions.participant(id, person).orElse(null);
        return there == null
                ? new ParticipantView(people.named(person), Role.VIEWER, false, false, false, false, null, false, false)
                : there;
    }
}
