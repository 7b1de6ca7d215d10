package live.griot.identity.admin;

import jakarta.validation.Valid;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import live.griot.api.Page;
import live.griot.api.Place;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import live.griot.identity.suspension.Suspensions;
import live.griot.identity.suspension.Suspensions.Suspension;
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

/** The calls of admins about suspensions. */
@RestController
@RequestMapping("/api/admin/suspensions")
class SuspensionController {
    private static final int MAX_LIMIT = 100;

    private final Suspensions suspensions;
    private final People people;
    private final ShutOutRule rule;

    SuspensionController(Suspensions suspensions, People people, ShutOutRule rule) {
        this.suspensions = suspensions;
        this.people = people;
        this.rule = rule;
    }

    @GetMapping
    Page<ShutOut> suspended(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        Page<Suspension> page =
                Page.cut(suspensions.latest(Place.after(cursor), bounded + 1), bounded, last -> new Place(
                                Micros.of(last.since()), last.person().value())
                        .cursor());
        Map<UserId, Person> named =
                people.named(page.items().stream().map(Suspension::person).toList());
        return page.map(one ->
                new ShutOut(Objects.requireNonNull(named.get(one.person())), one.reason(), one.since(), one.until()));
    }

    @PutMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspend(@PathVariable UserId userId, @Valid @RequestBody NewShutOut wanted, Principal caller) {
        var duration = wanted.checkedDuration();
        rule.require(userId);
        suspensions.suspend(userId, new UserId(caller.getName()), wanted.trimmedReason(), duration);
    }

    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable UserId userId, Principal caller) {
        if (!suspensions.lift(userId, new UserId(caller.getName()))) {
            throw new Refused(RefusalCode.NOT_FOUND, "This person is not suspended");
        }
    }
}
