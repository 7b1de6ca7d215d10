package live.griot.identity.passkey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Accounts;
import live.griot.identity.credential.SignInOpening;
import live.griot.identity.credential.SignedIn;
import live.griot.identity.limit.Attempts;
import live.griot.identity.passkey.SealedChallenges.Ceremony;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in by a passkey: nobody is asked for a name. */
@RestController
@RequestMapping("/api/auth/passkey")
class PasskeySignInController {
    private final Ceremonies ceremonies;
    private final SealedChallenges challenges;
    private final RelyingParty relyingParty;
    private final Accounts accounts;
    private final SignInOpening opening;
    private final Attempts attempts;

    PasskeySignInController(
            Ceremonies ceremonies,
            SealedChallenges challenges,
            RelyingParty relyingParty,
            Accounts accounts,
            SignInOpening opening,
            Attempts attempts) {
        this.ceremonies = ceremonies;
        this.challenges = challenges;
        this.relyingParty = relyingParty;
        this.accounts = accounts;
        this.opening = opening;
        this.attempts = attempts;
    }

    @PostMapping("/options")
    ResponseEntity<PasskeyRequestOptions> options(HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        Challenge challenge = challenges.make(null);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, challenges.keeping(Ceremony.REQUEST, challenge, request))
                .body(PasskeyRequestOptions.of(ceremonies.request(challenge, relyingParty.at(request))));
    }

    @PostMapping
    ResponseEntity<SignedIn> signIn(@Valid @RequestBody PasskeySignIn shown, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        Challenge challenge = challenges.begun(Ceremony.REQUEST, null, request);
        Person person = accounts.find(ceremonies.signIn(challenge, relyingParty.at(request), shown))
                .orElseThrow(() -> new Refused(RefusalCode.UNAUTHENTICATED, "This account was erased"));
        ResponseEntity<SignedIn> answer = opening.open(HttpStatus.OK, person, "signed in by a passkey", request);
        return ResponseEntity.status(HttpStatus.OK)
                .headers(answer.getHeaders())
                .header(HttpHeaders.SET_COOKIE, challenges.forgetting(Ceremony.REQUEST, request))
                .body(answer.getBody());
    }
}
