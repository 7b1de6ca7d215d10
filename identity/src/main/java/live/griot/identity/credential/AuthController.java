package live.griot.identity.credential;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.identity.SignedInCaller;
import live.griot.api.network.Network;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.Ending;
import live.griot.identity.account.Account;
import live.griot.identity.account.Accounts;
import live.griot.identity.account.Handles;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.limit.Attempts;
import live.griot.identity.limit.WrongPasswords;
import org.jspecify.annotations.Nullable;
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
    private final Registrations registrations;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;
    private final SignInEnding ending;
    private final SignInOpening opening;
    private final Attempts attempts;
    private final WrongPasswords wrongPasswords;
    private final KnownDevices devices;
    private final Audit audit;

    AuthController(
            Registrations registrations,
            Accounts accounts,
            Passwords passwords,
            SignIns signIns,
            SignInEnding ending,
            SignInOpening opening,
            Attempts attempts,
            WrongPasswords wrongPasswords,
            KnownDevices devices,
            Audit audit) {
        this.registrations = registrations;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIns = signIns;
        this.ending = ending;
        this.opening = opening;
        this.attempts = attempts;
        this.wrongPasswords = wrongPasswords;
        this.devices = devices;
        this.audit = audit;
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SignedIn> register(@Valid @RequestBody Registration wanted, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        registrations.requireOpen(wanted.handle(), wanted.invitation(), request.getRemoteAddr());
        ChosenPassword.check(wanted.password(), wanted.handle());
        Person person = registrations.create(
                wanted.handle(),
                wanted.displayName(),
                passwords.hash(wanted.password()),
                wanted.invitation(),
                request.getRemoteAddr());
        return opening.open(HttpStatus.CREATED, person, "registered", request);
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
            audit.note(
                    AuditKind.LOG_IN_FAILED, account.map(Account::id).orElse(null), null, "wrong handle or password");
            throw new Refused(RefusalCode.BAD_CREDENTIALS, "Handle or password is wrong");
        }
        wrongPasswords.wasRight(handle, from);
        return opening.open(HttpStatus.OK, account.orElseThrow().person(), "signed in", request);
    }

    @PostMapping("/refresh")
    ResponseEntity<SignedIn> refresh(HttpServletRequest request) {
        RefreshToken shown = RefreshCookie.read(request).orElseThrow(AuthController::notSignedIn);
        SignIns.Refreshed refreshed = signIns.refresh(shown);
        Person person = accounts.find(refreshed.user()).orElseThrow(AuthController::notSignedIn);
        return opening.goOn(HttpStatus.OK, person, refreshed, request);
    }

    /** Signs out the device whose cookie comes, and the one whose access token does: a program may have no cookies. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logout(HttpServletRequest request, @Nullable Principal caller) {
        RefreshCookie.read(request).ifPresent(signIns::end);
        if (caller instanceof SignedInCaller signedIn) {
            ending.end(new UserId(caller.getName()), List.of(signedIn.signIn()), Ending.LOG_OUT);
        }
        return signedOut(request);
    }

    @PostMapping("/logout-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> logoutEverywhere(HttpServletRequest request, Principal caller) {
        ending.everywhere(new UserId(caller.getName()), Ending.LOG_OUT);
        return signedOut(request);
    }

    /** Changes the password; whoever else is signed in with the old one is so no longer. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@Valid @RequestBody PasswordChange change, SignedInCaller caller) {
        UserId user = new UserId(caller.getName());
        Person person = accounts.find(user).orElseThrow(AuthController::notSignedIn);
        String handle = person.accountHandle();
        // Who guesses with a stolen token keeps nobody else waiting.
        String from = caller.signIn().value();
        wrongPasswords.count(handle, from);
        if (!passwords.matches(change.current(), accounts.findByHandle(handle))) {
            throw new Refused(RefusalCode.BAD_CREDENTIALS, "The current password is wrong");
        }
        wrongPasswords.wasRight(handle, from);
        ChosenPassword.check(change.password(), handle);
        accounts.changePassword(user, passwords.hash(change.password()));
        ending.everywhereBut(user, caller.signIn(), Ending.PASSWORD_CHANGE);
        audit.note(AuditKind.PASSWORD, user, null, "changed the password");
    }

    private static ResponseEntity<Void> signedOut(HttpServletRequest request) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, RefreshCookie.forgetting(request))
                .build();
    }

    private static Refused notSignedIn() {
        return new Refused(RefusalCode.UNAUTHENTICATED, "Sign in first");
    }
}
