package live.griot.command.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import live.griot.api.admission.BanPerson;
import live.griot.api.admission.LiftBan;
import live.griot.api.admission.MakeLink;
import live.griot.api.admission.RevokeLink;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.session.Deed;
import live.griot.api.session.Role;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.command.http.Border;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about who may come in: links and bans. */
@RestController
@RequestMapping("/api/sessions/{id}")
class AdmissionController {
    /** 128 bits: nobody guesses one. */
    private static final int CODE_BYTES = 16;

    private final Border border;
    private final PersonalText personalText;
    private final ViewerDepartures departures;

    AdmissionController(Border border, PersonalText personalText, ViewerDepartures departures) {
        this.border = border;
        this.personalText = personalText;
        this.departures = departures;
    }

    /**
     * A link that is wanted.
     *
     * @param role GUEST or VIEWER
     * @param expiresAt until when it is good, or null for as long as the session
     * @param maxUses how many people may come by it, 1 to 10,000, or null for any number
     */
    record NewLink(
            @NotNull Role role,
            @Nullable @Foreseeable Instant expiresAt,
            @Nullable @Min(1) @Max(SessionLimits.LINK_USES) Integer maxUses) {}

    /** A link that was made; {@code url} is relative to this server. Only who made it ever sees the code. */
    record MadeLink(
            String code,
            String url,
            Role role,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses) {}

    /**
     * A ban that is wanted.
     *
     * @param duration how long, a second to ten years, or null for good
     * @param reason up to 300 characters for the log, or null
     */
    record Ban(
            @Nullable @DurationMin(seconds = 1) @DurationMax(days = 3650)
            Duration duration,

            @Nullable @Visible(max = SessionLimits.REASON, orNothing = true)
            String reason) {}

    @PostMapping("/links")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MadeLink> makeLink(
            @PathVariable SessionId id, @Valid @RequestBody NewLink wanted, Principal caller) {
        border.allowed(Deed.MAKE_LINK, id, caller);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(border.secret(CODE_BYTES));
        border.send(new MakeLink(
                id,
                LinkId.of(code),
                wanted.role(),
                wanted.expiresAt(),
                wanted.maxUses(),
                Border.user(caller),
                border.now()));
        // After the hash, so that no server's log and no referrer ever holds the code.
        String url = "/watch/%s#link=%s".formatted(id, code);
        return ResponseEntity.created(URI.create("/api/sessions/%s/links/%s".formatted(id, code)))
                .body(new MadeLink(code, url, wanted.role(), wanted.expiresAt(), wanted.maxUses()));
    }

    @DeleteMapping("/links/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeLink(@PathVariable SessionId id, @PathVariable String code, Principal caller) {
        border.allowed(Deed.REVOKE_LINK, id, caller);
        border.send(new RevokeLink(id, LinkId.of(code), Border.user(caller), border.now()));
    }

    @PutMapping("/bans/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ban(
            @PathVariable SessionId id,
            @PathVariable("userId") UserId person,
            @Valid @RequestBody(required = false) @Nullable Ban how,
            Principal caller) {
        border.allowed(Deed.BAN, id, caller);
        border.exists(person);
        UserId by = Border.user(caller);
        Instant now = border.now();
        border.send(new BanPerson(
                id,
                person,
                by,
                how == null ? null : sealed(by, how.reason()),
                how == null || how.duration() == null ? null : now.plus(how.duration()),
                now));
        departures.of(person, id);
    }

    private @Nullable String sealed(UserId by, @Nullable String reason) {
        String trimmed = reason == null ? "" : VisibleText.trimmed(reason);
        return trimmed.isEmpty() ? null : personalText.seal(by, trimmed);
    }

    @DeleteMapping("/bans/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable SessionId id, @PathVariable("userId") UserId person, Principal caller) {
        border.allowed(Deed.LIFT_BAN, id, caller);
        border.send(new LiftBan(id, person, Border.user(caller), border.now()));
    }
}
