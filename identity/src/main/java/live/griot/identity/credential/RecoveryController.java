package live.griot.identity.credential;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.Ending;
import live.griot.identity.account.Accounts;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.limit.Attempts;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The way back for who forgot the password. */
@RestController
@RequestMapping("/api/auth")
class RecoveryController {
    private final Accounts accounts;
    private final Passwords passwords;
    private final ResetCodes codes;
    private final RecoveryMail mail;
    private final SignInEnding ending;
    private final Attempts attempts;
    private final Audit audit;

    RecoveryController(
            Accounts accounts,
            Passwords passwords,
            ResetCodes codes,
            RecoveryMail mail,
            SignInEnding ending,
            Attempts attempts,
            Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.codes = codes;
        this.mail = mail;
        this.ending = ending;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** Mails a code to who has left an address. Answers the same, and as fast, whether there is such a person or not. */
    @PostMapping("/recover")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void recover(@Valid @RequestBody Recovery forgot, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        mail.send(forgot.handle());
    }

    /** Sets another password by a code, and signs everybody out who was signed in with the old one. */
    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@Valid @RequestBody Reset wanted, HttpServletRequest request) {
        attempts.countAddress(request.getRemoteAddr());
        UserId user = codes.find(wanted.code()).orElseThrow(RecoveryController::unknownCode);
        Person person = accounts.find(user).orElseThrow(RecoveryController::unknownCode);
        // A password that is refused leaves the code good.
        ChosenPassword.check(wanted.password(), person.accountHandle());
        String hash = passwords.hash(wanted.password());
        if (!codes.useUp(wanted.code())) {
            throw unknownCode();
        }
        accounts.changePassword(user, hash);
        ending.everywhere(user, Ending.PASSWORD_CHANGE);
        audit.note(AuditKind.PASSWORD, user, null, "came back by a code");
    }

    private static Refused unknownCode() {
        return new Refused(RefusalCode.BAD_CREDENTIALS, "This code is not good, or not any more");
    }
}
