package live.griot.identity.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import live.griot.api.Page;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.credential.InvitationCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls of admins by which new people are invited. */
@RestController
@RequestMapping("/api/admin/invitations")
class NewPeopleController {
    private static final int MAX_LIMIT = 100;
    private static final Duration USUALLY = Duration.ofDays(7);

    private final InvitationCodes invitations;
    private final People people;
    private final Audit audit;

    NewPeopleController(InvitationCodes invitations, People people, Audit audit) {
        this.invitations = invitations;
        this.people = people;
        this.audit = audit;
    }

    /**
     * An invitation that is wanted.
     *
     * @param uses how many people may come by it, 1 to 10,000, or null for one
     * @param duration how long it is good, up to a year, or null for a week
     */
    record NewInvitation(
            @Nullable @Min(1) @Max(InvitationCodes.MOST_USES)
            Integer uses,

            @Nullable Duration duration) {}

    /** An invitation that was made: the code is told once. */
    record MadeInvitation(String id, String code, int uses, Instant expiresAt) {}

    /** An invitation that is good, without its code. */
    record OpenInvitation(String id, Person by, Instant createdAt, Instant expiresAt, int used, int usesLeft) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MadeInvitation make(@Valid @RequestBody NewInvitation wanted, Principal caller) {
        Duration good = wanted.duration() == null ? USUALLY : wanted.duration();
        if (!good.isPositive() || good.compareTo(InvitationCodes.LONGEST) > 0) {
            throw Refused.invalid("duration", "must be positive, and a year at most");
        }
        UserId admin = new UserId(caller.getName());
        InvitationCodes.Made made = invitations.make(admin, wanted.uses() == null ? 1 : wanted.uses(), good);
        audit.note(
                AuditKind.ADMIN_ACT,
                null,
                admin,
                "made the invitation %s for %d until %s".formatted(made.id(), made.uses(), made.expiresAt()));
        return new MadeInvitation(made.id(), made.code(), made.uses(), made.expiresAt());
    }

    @GetMapping
    Page<OpenInvitation> open(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        if (cursor != null && !cursor.matches("[0-9A-Z]{26}")) {
            throw new Refused(RefusalCode.MALFORMED_REQUEST, "This is not a cursor of this list");
        }
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        Page<InvitationCodes.Open> page =
                Page.cut(invitations.open(cursor, bounded + 1), bounded, InvitationCodes.Open::id);
        var named =
                people.named(page.items().stream().map(InvitationCodes.Open::by).toList());
        return page.map(one -> new OpenInvitation(
                one.id(),
                Objects.requireNonNull(named.get(one.by())),
                one.createdAt(),
                one.expiresAt(),
                one.used(),
                one.usesLeft()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Principal caller) {
        if (!invitations.revoke(id)) {
            throw new Refused(RefusalCode.NOT_FOUND, "There is no such invitation");
        }
        audit.note(AuditKind.ADMIN_ACT, null, new UserId(caller.getName()), "revoked the invitation " + id);
    }
}
