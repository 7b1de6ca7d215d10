package live.griot.identity.account;

import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import live.griot.api.Page;
import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.identity.Belongings;
import live.griot.api.identity.LeaveTaking;
import live.griot.api.identity.Person;
import live.griot.api.identity.SignOuts;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.Ending;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about oneself, and the one that finds others. All need somebody signed in. */
@RestController
@RequestMapping("/api")
class AccountController {
    private final Accounts accounts;
    private final PeopleSearch people;
    private final LeaveTaking leaveTaking;
    private final List<Belongings> belongings;
    private final SignOuts signOuts;
    private final Admins admins;

    AccountController(
            Accounts accounts,
            PeopleSearch people,
            LeaveTaking leaveTaking,
            List<Belongings> belongings,
            SignOuts signOuts,
            Admins admins) {
        this.accounts = accounts;
        this.people = people;
        this.leaveTaking = leaveTaking;
        this.belongings = belongings;
        this.signOuts = signOuts;
        this.admins = admins;
    }

    @GetMapping("/me")
    Me me(Principal caller) {
        // A token outlives its erased account by some minutes; it then speaks for nobody.
        UserId id = new UserId(caller.getName());
        return seenBy(id, accounts.me(id));
    }

    @PatchMapping("/me")
    Me change(@Valid @RequestBody ProfileChange change, Principal caller) {
        UserId id = new UserId(caller.getName());
        return seenBy(id, accounts.change(id, change));
    }

    private Me seenBy(UserId id, Optional<Me> person) {
        return person.orElseThrow(AccountController::erased).withAdmin(admins.isAdmin(id));
    }

    @DeleteMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(Principal caller) {
        UserId id = new UserId(caller.getName());
        leaveTaking.leaveEverything(id);
        belongings.forEach(some -> some.removeThoseOf(id));
        signOuts.everywhere(id, Ending.ERASURE);
        accounts.erase(id);
    }

    @GetMapping("/users")
    Page<Person> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return people.page(q, limit, cursor);
    }

    private static Refused erased() {
        return new Refused(RefusalCode.UNAUTHENTICATED, "This account was erased");
    }
}
