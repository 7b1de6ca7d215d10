package live.griot.identity.credential;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import live.griot.api.identity.Person;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.Ending;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.suspension.Suspensions;
import live.griot.identity.token.SignedAccessTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Signs in who has shown who they are, whichever way they did it: the one place that asks whether they are let in at all, and that
 * makes the cookies and the answer. Thread-safe.
 */
@Component
public class SignInOpening {
    private static final int MAX_CLIENT = 200;

    private final SignIns signIns;
    private final SignInEnding ending;
    private final Suspensions suspensions;
    private final SignedAccessTokens accessTokens;
    private final KnownDevices devices;
    private final Audit audit;
    private final CredentialProperties properties;

    SignInOpening(
            SignIns signIns,
            SignInEnding ending,
            Suspensions suspensions,
            SignedAccessTokens accessTokens,
            KnownDevices devices,
            Audit audit,
            CredentialProperties properties) {
        this.signIns = signIns;
        this.ending = ending;
        this.suspensions = suspensions;
        this.accessTokens = accessTokens;
        this.devices = devices;
        this.audit = audit;
        this.properties = properties;
    }

    /**
     * Opens a sign-in. Throws {@code Refused(SUSPENDED)} when the person is shut out.
     *
     * @param how what the audit says of it, like "signed in"
     */
    public ResponseEntity<SignedIn> open(HttpStatus status, Person person, String how, HttpServletRequest request) {
        requireNotSuspended(person);
        SignIns.Refreshed signIn = signIns.begin(person.id(), client(request));
        try {
            // Who was suspended in between was signed out before this sign-in was there to be ended.
            requireNotSuspended(person);
        } catch (Refused suspended) {
            ending.end(person.id(), List.of(signIn.device()), Ending.SUSPENSION);
            throw suspended;
        }
        audit.note(AuditKind.LOG_IN, person.id(), null, how);
        ResponseEntity<SignedIn> answer = goOn(status, person, signIn, request);
        return ResponseEntity.status(status)
                .headers(answer.getHeaders())
                .header(HttpHeaders.SET_COOKIE, devices.remembering(person.id(), request))
                .body(answer.getBody());
    }

    /**
     * Opens a sign-in of who comes by a redirect, and returns the cookies: their page asks for an access token by the refresh cookie. Throws
     * {@code Refused(SUSPENDED)} when the person is shut out.
     *
     * @param how what the audit says of it
     */
    public List<String> cookiesOf(Person person, String how, HttpServletRequest request) {
        return open(HttpStatus.SEE_OTHER, person, how, request).getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE);
    }

    /** Answers who stays signed in. */
    ResponseEntity<SignedIn> goOn(
            HttpStatus status, Person person, SignIns.Refreshed signIn, HttpServletRequest request) {
        String accessToken = accessTokens.issue(person.id(), signIn.device());
        return ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, RefreshCookie.keeping(signIn.next(), properties.ttl(), request))
                .body(new SignedIn(person, accessToken, accessTokens.ttl().toSeconds()));
    }

    private void requireNotSuspended(Person person) {
        if (suspensions.of(person.id()).isPresent()) {
            audit.note(AuditKind.LOG_IN_FAILED, person.id(), null, "suspended");
        }
        suspensions.requireNone(person.id());
    }

    /** Returns what the browser calls itself, without anything that is no letter, or null. */
    private static @Nullable String client(HttpServletRequest request) {
        String told = request.getHeader(HttpHeaders.USER_AGENT);
        if (told == null || told.isBlank()) {
            return null;
        }
        String visible = told.replaceAll("[^\\x20-\\x7E]", "");
        return visible.substring(0, Math.min(visible.length(), MAX_CLIENT));
    }
}
