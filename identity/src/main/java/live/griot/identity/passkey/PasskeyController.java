package live.griot.identity.passkey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.identity.SignedInCaller;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Accounts;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.limit.Attempts;
import live.griot.identity.passkey.SealedChallenges.Ceremony;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about one's own passkeys. There are few of them, so that a page holds all. */
@RestController
@RequestMapping("/api/me/passkeys")
class PasskeyController {
    private final Passkeys passkeys;
    private final Ceremonies ceremonies;
    private final SealedChallenges challenges;
    private final RelyingParty relyingParty;
    private final Accounts accounts;
    private final Attempts attempts;
    private final Audit audit;

    PasskeyController(
            Passkeys passkeys,
            Ceremonies ceremonies,
            SealedChallenges challenges,
            RelyingParty relyingParty,
            Accounts accounts,
            Attempts attempts,
            Audit audit) {
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.challenges = challenges;
        this.relyingParty = relyingParty;
        this.accounts = accounts;
        this.attempts = attempts;
        this.audit = audit;
    }

    /**
     * A passkey.
     *
     * @param name what its owner calls it
     * @param lastUsedAt when it last signed its owner in, or null
     */
    record PasskeyView(
            String id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {
        static PasskeyView of(Passkey one) {
            return new PasskeyView(one.id(), one.told().name(), one.createdAt(), one.lastUsedAt());
        }
    }

    @GetMapping
    Page<PasskeyView> passkeys(SignedInCaller caller) {
        List<PasskeyView> all =
                passkeys.of(user(caller)).stream().map(PasskeyView::of).toList();
        return new Page<>(all, null);
    }

    /** The browser that asked, and no other, may add what it makes by them. */
    @PostMapping("/options")
    ResponseEntity<PasskeyCreationOptions> options(SignedInCaller caller, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        Person person = person(caller);
        Challenge challenge = challenges.make(person.id());
        PasskeyCreationOptions options =
                PasskeyCreationOptions.of(ceremonies.creation(person, challenge, relyingParty.at(request)));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, challenges.keeping(Ceremony.CREATION, challenge, request))
                .body(options);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PasskeyView> add(
            @Valid @RequestBody NewPasskey made, SignedInCaller caller, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        Person person = person(caller);
        Challenge challenge = challenges.begun(Ceremony.CREATION, person.id(), request);
        Passkey added = ceremonies.add(person, challenge, relyingParty.at(request), made);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.SET_COOKIE, challenges.forgetting(Ceremony.CREATION, request))
                .body(PasskeyView.of(added));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, SignedInCaller caller) {
        passkeys.remove(user(caller), id);
        audit.note(AuditKind.PASSWORD, user(caller), null, "removed a passkey");
    }

    private Person person(SignedInCaller caller) {
        return accounts.find(user(caller))
                .orElseThrow(() -> new Refused(RefusalCode.UNAUTHENTICATED, "This account was erased"));
    }

    private static UserId user(SignedInCaller caller) {
        return new UserId(caller.getName());
    }
}
