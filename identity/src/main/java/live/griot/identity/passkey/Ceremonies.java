package live.griot.identity.passkey;

import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Making a passkey, and signing in by one: what is asked of a browser, and what is held against it when it answers. Thread-safe. */
@Component
class Ceremonies {
    private static final Logger LOG = LoggerFactory.getLogger(Ceremonies.class);

    private final Passkeys passkeys;
    private final Audit audit;

    Ceremonies(Passkeys passkeys, Audit audit) {
        this.passkeys = passkeys;
        this.audit = audit;
    }

    /** Returns what somebody's browser makes a passkey by. Throws {@code Refused(TOO_MANY)} when they have as many as they may. */
    PublicKeyCredentialCreationOptions creation(Person person, Challenge challenge, RelyingParty.Site site) {
        passkeys.requireRoom(person.id());
        return creation(operations(site, challenge, new CeremonyRecords(passkeys, challenge, person)), person);
    }

    /** Adds the passkey that a browser has made, and returns it. Throws {@code Refused(PASSKEY_REFUSED)} when it is not what was asked for, and {@code Refused(TOO_MANY)}. */
    Passkey add(Person person, Challenge challenge, RelyingParty.Site site, NewPasskey made) {
        CeremonyRecords records = new CeremonyRecords(passkeys, challenge, person);
        WebAuthnRelyingPartyOperations operations = operations(site, challenge, records);
        try {
            operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    creation(operations, person),
                    new RelyingPartyPublicKey(made.credential().credential(), made.name())));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | DuplicateKeyException no) {
            LOG.debug("A new passkey was not accepted", no);
            throw refused();
        }
        audit.note(AuditKind.PASSWORD, person.id(), null, "added a passkey");
        return records.found().orElseThrow();
    }

    /** Returns what a browser signs in by, whoever sits in front of it. */
    PublicKeyCredentialRequestOptions request(Challenge challenge, RelyingParty.Site site) {
        return request(operations(site, challenge, new CeremonyRecords(passkeys, challenge, null)));
    }

    /** Returns who has shown their passkey. Throws {@code Refused(PASSKEY_REFUSED)} when nobody has, and notes that. */
    UserId signIn(Challenge challenge, RelyingParty.Site site, PasskeySignIn shown) {
        CeremonyRecords records = new CeremonyRecords(passkeys, challenge, null);
        WebAuthnRelyingPartyOperations operations = operations(site, challenge, records);
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                    shown.credential().credential();
            Bytes told = operations
                    .authenticate(new RelyingPartyAuthenticationRequest(request(operations), credential))
                    .getId();
            if (!told.equals(credential.getResponse().getUserHandle())) {
                throw new NotAccepted("a passkey of somebody else's");
            }
        } catch (MaliciousCounterValueException no) {
            throw refused(records, "a passkey's counter went back", no);
        } catch (NotAccepted no) {
            throw refused(records, no.why(), no);
        } catch (WebAuthnException | JacksonException | IllegalArgumentException no) {
            throw refused(records, "wrong passkey", no);
        }
        return records.found().orElseThrow().owner();
    }

    private Refused refused(CeremonyRecords records, String why, Exception no) {
        LOG.debug("A passkey was not accepted", no);
        Optional<UserId> owner = records.found().map(Passkey::owner);
        audit.note(AuditKind.LOG_IN_FAILED, owner.orElse(null), null, why);
        return refused();
    }

    private static Refused refused() {
        return new Refused(RefusalCode.PASSKEY_REFUSED, "This passkey is not known here, or did not answer as it must");
    }

    private static WebAuthnRelyingPartyOperations operations(
            RelyingParty.Site site, Challenge challenge, CeremonyRecords records) {
        return RelyingParty.operations(site, challenge.bytes(), records);
    }

    private static PublicKeyCredentialCreationOptions creation(
            WebAuthnRelyingPartyOperations operations, Person person) {
        Authentication known =
                UsernamePasswordAuthenticationToken.authenticated(person.id().value(), null, List.of());
        return operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(known));
    }

    private static PublicKeyCredentialRequestOptions request(WebAuthnRelyingPartyOperations operations) {
        return operations.createCredentialRequestOptions(Ceremonies::nobodyYet);
    }

    private static @Nullable Authentication nobodyYet() {
        return null;
    }
}
