package live.griot.command.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.EndByAdmin;
import live.griot.api.session.Sessions;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.command.http.Border;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The call by which an admin ends a session. Who is none never gets here: for them this address does not exist. */
@RestController
class AdminSessionController {
    private final Border border;
    private final Sessions sessions;
    private final PersonalText personalText;

    AdminSessionController(Border border, Sessions sessions, PersonalText personalText) {
        this.border = border;
        this.sessions = sessions;
        this.personalText = personalText;
    }

    /** Why a session is ended, for its host and the log: 1 to 500 characters. */
    record EndOfSession(
            @NotNull @Visible(max = 500, lines = 10) String reason) {}

    @PostMapping("/api/admin/sessions/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable SessionId id, @Valid @RequestBody EndOfSession why, Principal caller) {
        if (sessions.find(id).isEmpty()) {
            throw new Refused(RefusalCode.SESSION_NOT_FOUND, "There is no such session");
        }
        UserId admin = Border.user(caller);
        String reason = personalText.seal(admin, VisibleText.trimmed(why.reason()));
        border.send(new EndByAdmin(id, admin, reason, border.now()));
    }
}
