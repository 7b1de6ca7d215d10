package live.griot.identity.admin;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import live.griot.api.Page;
import live.griot.api.admin.AdminBans;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Accounts;
import live.griot.identity.account.PeopleSearch;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.credential.ResetCodes;
import live.griot.identity.suspension.Suspensions;
import live.griot.identity.suspension.Suspensions.Suspension;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls of those who run this installation, about people. Who is none of them never gets here: for them these addresses do not exist. */
@RestController
@RequestMapping("/api/admin")
class AdminController {
    private static final int MAX_LIMIT = 100;

    private final Accounts accounts;
    private final PeopleSearch search;
    private final People people;
    private final Suspensions suspensions;
    private final ResetCodes resetCodes;
    private final AdminBans bans;
    private final Audit audit;

    AdminController(
            Accounts accounts,
            PeopleSearch search,
            People people,
            Suspensions suspensions,
            ResetCodes resetCodes,
            AdminBans bans,
            Audit audit) {
        this.accounts = accounts;
        this.search = search;
        this.people = people;
        this.suspensions = suspensions;
        this.resetCodes = resetCodes;
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

    /** A way back for who forgot the password: told once, good once. */
    record ResetView(String code, Instant expiresAt) {}

    @GetMapping("/users")
    Page<AdminView> users(
            @RequestParam String q,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<Person> found = search.page(q, limit, cursor);
        List<UserId> ids = found.items().stream().map(Person::id).toList();
        Map<UserId, Suspension> suspended = suspensions.of(ids);
        Set<UserId> banned = bans.among(ids);
        return found.map(person -> view(person, suspended.get(person.id()), banned.contains(person.id())));
    }

    private static AdminView view(Person person, @Nullable Suspension suspension, boolean banned) {
        return new AdminView(
                person.id(),
                person.handle(),
                person.displayName(),
                person.avatarUrl(),
                suspension == null
                        ? null
                        : new SuspensionView(suspension.reason(), suspension.since(), suspension.until()),
                banned);
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
        Page<Audit.Entry> page = Page.cut(audit.latest(kind, person, cursor, bounded + 1), bounded, Audit.Entry::id);
        Map<UserId, Person> named = people.named(page.items().stream()
                .flatMap(entry -> Stream.of(Optional.ofNullable(entry.person()), Optional.ofNullable(entry.actor())))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        return page.map(entry -> view(entry, named));
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
