package live.griot.identity.adminban;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.Page;
import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.identity.account.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls of admins about bans across sessions. */
@RestController
@RequestMapping("/api/admin/bans")
class AdminBanController {
    private static final int MAX_LIMIT = 100;
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-([0-9A-Z]{1,64})");

    private final AdminBanning banning;
    private final StoredAdminBans bans;
    private final People people;
    private final Admins admins;

    AdminBanController(AdminBanning banning, StoredAdminBans bans, People people, Admins admins) {
        this.banning = banning;
        this.bans = bans;
        this.people = people;
        this.admins = admins;
    }

    /** Why somebody is to be banned, and for how long, or null for until that is lifted. */
    record NewAdminBan(
            @NotNull @Visible(max = 500, lines = 10) String reason,
            @Nullable Duration duration) {}

    /** Who is banned, and why, null where the admin who said it was erased; {@code until} is null where it is until that is lifted. */
    record AdminBanView(
            Person user,
            @Nullable String reason,
            Instant since,
            @Nullable Instant until) {}

    @GetMapping
    Page<AdminBanView> latestFirst(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        List<AdminBan> found = bans.latest(cursor == null ? null : place(cursor), bounded + 1);
        List<AdminBan> page = found.subList(0, Math.min(bounded, found.size()));
        Map<UserId, Person> named =
                people.named(page.stream().map(AdminBan::person).toList());
        return new Page<>(
                page.stream().map(ban -> view(ban, named)).toList(),
                found.size() > bounded ? cursor(page.getLast()) : null);
    }

    private AdminBanView view(AdminBan ban, Map<UserId, Person> named) {
        return new AdminBanView(
                Objects.requireNonNull(named.get(ban.person())), bans.reason(ban), ban.since(), ban.until());
    }

    @PutMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ban(@PathVariable UserId userId, @Valid @RequestBody NewAdminBan wanted, Principal caller) {
        Duration duration = wanted.duration();
        if (duration != null && (!duration.isPositive() || duration.compareTo(LONGEST) > 0)) {
            throw Refused.invalid("duration", "must be positive, and ten years at most");
        }
        if (userId.isGuest() || !people.exist(userId)) {
            throw new Refused(RefusalCode.USER_NOT_FOUND, "There is no such person");
        }
        if (admins.isAdmin(userId)) {
            throw new Refused(
                    RefusalCode.FORBIDDEN,
                    "An admin is banned by nobody; take the handle out of griot.admin.handles first");
        }
        banning.ban(userId, new UserId(caller.getName()), VisibleText.trimmed(wanted.reason()), duration);
    }

    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable UserId userId, Principal caller) {
        if (!banning.lift(userId, new UserId(caller.getName()))) {
            throw new Refused(RefusalCode.NOT_FOUND, "This person is not banned across sessions");
        }
    }

    private static String cursor(AdminBan last) {
        return Micros.of(last.since()) + "-" + last.person();
    }

    private static StoredAdminBans.Place place(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new Refused(RefusalCode.MALFORMED_REQUEST, "This is not a cursor of this list");
        }
        return new StoredAdminBans.Place(
                Micros.toInstant(Long.parseLong(matcher.group(1))), new UserId(matcher.group(2)));
    }
}
