package live.griot.identity.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import live.griot.api.Page;
import live.griot.api.admin.AdminBans;
import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.identity.account.Accounts;
import live.griot.identity.account.PeopleSearch;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.credential.ResetCodes;
import live.griot.identity.suspension.Suspensions;
import live.griot.identity.suspension.Suspensions.Suspension;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls of those who run this installation, about people. Who is none of them never gets here: for them these addresses do not exist. */
@RestController
@RequestMapping("/api/admin")
class AdminController {
    private static final int MAX_LIMIT = 100;
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Accounts accounts;
    private final PeopleSearch search;
    private final People people;
    private final Suspensions suspensions;
    private final ResetCodes resetCodes;
    private final Admins admins;
    private final AdminBans bans;
    private final Audit audit;

    AdminController(
            Accounts accounts,
            PeopleSearch search,
            People people,
            Suspensions suspensions,
            ResetCodes resetCodes,
            Admins admins,
            AdminBans bans,
            Audit audit) {
        this.accounts = accounts;
        this.search = search;
        this.people = people;
        this.suspensions = suspensions;
        this.resetCodes = resetCodes;
        this.admins = admins;
        this.bans = bans;
        this.audit = audit;
    }

    /** A person as admins see them: the contract's {@code user}, why they are suspended, or null, and whether they are banned across sessions. */
    record AdminView(
            UserId id,
            @Nullable String handle,
            String displayName,
            @Nullable String avatarUrl,
            @Nullable SuspensionView suspension,
            boolean banned) {}

    /** Why somebody is shut out; {@code until} is null where it is until that is lifted. */
    record SuspensionView(
            String reason, Instant since, @Nullable Instant until) {}

    /** Who is shut out, why, since when and until when, or null for until that is lifted. */
    record ShutOut(
            Person user,
            String reason,
            Instant since,
            @Nullable Instant until) {}

    /** What the audit tells, and the people whom it names by their ids: whom it is about, and who did it. */
    record AuditView(
            String id,
            Instant at,
            AuditKind kind,
            @Nullable UserId person,
            @Nullable UserId actor,
            String what,
            @Nullable Person user,
            @Nullable Person by) {}

    /** Why somebody is to be shut out, and for how long, or null for until that is lifted. */
    record NewSuspension(
            @NotNull @Visible(max = 500, lines = 10) String reason,
            @Nullable Duration duration) {}

    /** A way back for who forgot the password: told once, good once. */
    record ResetView(String code, Instant expiresAt) {}

    @GetMapping("/users")
    Page<AdminView> users(
            @RequestParam String q,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<Person> found = search.page(q, limit, cursor);
        Map<UserId, Suspension> shutOut =
                suspensions.of(found.items().stream().map(Person::id).toList());
        return new Page<>(
                found.items().stream()
                        .map(person -> view(person, shutOut.get(person.id())))
                        .toList(),
                found.next());
    }

    private AdminView view(Person person, @Nullable Suspension suspension) {
        return new AdminView(
                person.id(),
                person.handle(),
                person.displayName(),
                person.avatarUrl(),
                suspension == null
                        ? null
                        : new SuspensionView(suspension.reason(), suspension.since(), suspension.until()),
                bans.isBanned(person.id()));
    }

    @GetMapping("/suspensions")
    Page<ShutOut> suspended(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        List<Suspension> found = suspensions.latest(cursor == null ? null : place(cursor), bounded + 1);
        List<Suspension> page = found.subList(0, Math.min(bounded, found.size()));
        Map<UserId, Person> named =
                people.named(page.stream().map(Suspension::person).toList());
        return new Page<>(
                page.stream()
                        .map(one -> new ShutOut(
                                Objects.requireNonNull(named.get(one.person())),
                                one.reason(),
                                one.since(),
                                one.until()))
                        .toList(),
                found.size() > bounded ? cursor(Suspensions.placeOf(page.getLast())) : null);
    }

    private static Suspensions.Place place(String cursor) {
        if (!cursor.matches("[0-9]{1,18}-[0-9A-Z]{26}")) {
            throw new Refused(RefusalCode.MALFORMED_REQUEST, "This is not a cursor of this list");
        }
        int end = cursor.indexOf('-');
        return new Suspensions.Place(Long.parseLong(cursor.substring(0, end)), cursor.substring(end + 1));
    }

    private static String cursor(Suspensions.Place place) {
        return place.since() + "-" + place.person();
    }

    @PutMapping("/suspensions/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspend(@PathVariable UserId userId, @Valid @RequestBody NewSuspension wanted, Principal caller) {
        Duration duration = wanted.duration();
        if (duration != null && (!duration.isPositive() || duration.compareTo(LONGEST) > 0)) {
            throw Refused.invalid("duration", "must be positive, and ten years at most");
        }
        existing(userId);
        if (admins.isAdmin(userId)) {
            throw new Refused(
                    RefusalCode.FORBIDDEN,
                    "An admin is suspended by nobody; take the handle out of griot.admin.handles first");
        }
        suspensions.suspend(userId, admin(caller), VisibleText.trimmed(wanted.reason()), duration);
    }

    @DeleteMapping("/suspensions/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable UserId userId, Principal caller) {
        if (!suspensions.lift(userId, admin(caller))) {
            throw new Refused(RefusalCode.NOT_FOUND, "This person is not suspended");
        }
    }

    @PostMapping("/users/{id}/reset")
    @ResponseStatus(HttpStatus.CREATED)
    ResetView reset(@PathVariable UserId id, Principal caller) {
        existing(id);
        ResetCodes.Issued issued = resetCodes.issue(id);
        audit.note(AuditKind.ADMIN_ACT, id, admin(caller), "gave a code to reset the password");
        return new ResetView(issued.code(), issued.expiresAt());
    }

    @GetMapping("/audit")
    Page<AuditView> audit(
            @RequestParam(required = false) @Nullable AuditKind kind,
            @RequestParam(required = false) @Nullable UserId person,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (cursor != null && !cursor.matches("[0-9A-Z]{26}")) {
            throw new Refused(RefusalCode.MALFORMED_REQUEST, "This is not a cursor of this list");
        }
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        List<Audit.Entry> found = audit.latest(kind, person, cursor, bounded + 1);
        List<Audit.Entry> page = found.subList(0, Math.min(bounded, found.size()));
        Map<UserId, Person> named = people.named(page.stream()
                .flatMap(entry -> Stream.of(Optional.ofNullable(entry.person()), Optional.ofNullable(entry.actor())))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        return new Page<>(
                page.stream().map(entry -> view(entry, named)).toList(),
                found.size() > bounded ? page.getLast().id() : null);
    }

    private static AuditView view(Audit.Entry entry, Map<UserId, Person> named) {
        return new AuditView(
                entry.id(),
                entry.at(),
                entry.kind(),
                entry.person(),
                entry.actor(),
                entry.what(),
                entry.person() == null ? null : named.get(entry.person()),
                entry.actor() == null ? null : named.get(entry.actor()));
    }

    private void existing(UserId id) {
        if (accounts.find(id).isEmpty()) {
            throw new Refused(RefusalCode.USER_NOT_FOUND, "There is no such person");
        }
    }

    private static UserId admin(Principal caller) {
        return new UserId(caller.getName());
    }
}
