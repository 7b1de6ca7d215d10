package live.griot.identity.credential;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Optional;
import live.griot.api.identity.Person;
import live.griot.api.network.Network;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Account;
import live.griot.identity.account.Accounts;
import live.griot.identity.account.Handles;
import live.griot.identity.limit.Attempts;
import live.griot.identity.limit.WrongPasswords;
import live.griot.identity.token.SignedAccessTokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registering, signing in, staying signed in, and signing out. */
@RestController
@RequestMapping("/api/auth")
class AuthController {
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;
    private final SignedAccessTokens accessTokens;
    private final Attempts attempts;
    private final WrongPasswords wrongPasswords;
    private final KnownDevices devices;
    private final CredentialProperties properties;

    AuthController(
            Accounts accounts,
            Passwords passwords,
            SignIns signIns,
            SignedAccessTokens accessTokens,
            Attempts attempts,
            WrongPasswords wrongPasswords,
            KnownDevices devices,
            CredentialProperties properties) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIns = signIns;
        this.accessTokens = accessTokens;
        this.attempts = attempts;
        this.wrongPasswords = wrongPasswords;
        this.devices = devices;
        this.properties = properties;
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SignedIn> register(@Valid @RequestBody Registration wanted, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        ChosenPassword.check(wanted.password(), wanted.handle());
        Person person = accounts.create(wanted.handle(), wanted.displayName(), passwords.hash(wanted.password()));
        return withDevice(answer(HttpStatus.CREATED, person, signIns.begin(person.id()), request), person, request);
    }

    @PostMapping("/login")
    ResponseEntity<SignedIn> login(@Valid @RequestBody Login login, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        Optional<Account> account = accounts.findByHandle(login.handle());
        String handle = Handles.canonical(login.handle());
        String from = account.flatMap(known -> devices.known(known.id(), request))
                .orElseGet(() -> Network.of(request.getRemoteAddr()).name());
        wrongPasswords.count(handle, from);
        if (!passwords.matches(login.password(), account)) {
            throw new Refused(RefusalCode.BAD_CREDENTIALS, "Handle or password is wrong");
        }
        wrongPasswords.wasRight(handle, from);
        Person person = account.orElseThrow().person();
        return withDevice(answer(HttpStatus.OK, person, signIns.begin(person.id()), request), person, request);
    }

    @PostMapping("/refresh")
    ResponseEntity<SignedIn> refresh(HttpServletRequest request) {
        RefreshToken shown = RefreshCookie.read(request).orElseThrow(AuthController::notSignedIn);
        SignIns.Refreshed refreshed = signIns.refresh(shown);
        Person person = accounts.find(refreshed.user()).orElseThrow(AuthController::notSignedIn);
        return answer(HttpStatus.OK, person, refreshed.next(), request);
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logout(HttpServletRequest request) {
        RefreshCookie.read(request).ifPresent(signIns::end);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, RefreshCookie.forgetting(request))
                .build();
    }

    private ResponseEntity<SignedIn> answer(
            HttpStatus status, Person person, RefreshToken keep, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.header(HttpHeaders.SET_COOKIE, RefreshCookie.keeping(keep, properties.ttl(), request));
        return answer.body(new SignedIn(person, accessTokens.issue(person.id()), SignedAccessTokens.TTL.toSeconds()));
    }

    private ResponseEntity<SignedIn> withDevice(
            ResponseEntity<SignedIn> answer, Person person, HttpServletRequest request) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.SET_COOKIE, devices.remembering(person.id(), request))
                .body(answer.getBody());
    }

    private static Refused notSignedIn() {
        return new Refused(RefusalCode.UNAUTHENTICATED, "Sign in first");
    }
}
