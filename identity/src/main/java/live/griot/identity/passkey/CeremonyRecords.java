package live.griot.identity.passkey;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** The passkeys as Spring Security asks for them in one ceremony. Of one thread. */
final class CeremonyRecords implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {
    private final Passkeys passkeys;
    private final Challenge challenge;
    private final @Nullable Person person;
    private @Nullable Passkey found;

    /** The records of a ceremony with that challenge; the person makes a passkey, or is null where somebody signs in. */
    CeremonyRecords(Passkeys passkeys, Challenge challenge, @Nullable Person person) {
        this.passkeys = passkeys;
        this.challenge = challenge;
        this.person = person;
    }

    /** Returns the passkey that was asked for or added last, or empty when there is none like it. */
    Optional<Passkey> found() {
        return Optional.ofNullable(found);
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        found = passkeys.find(credential).orElse(null);
        return found == null ? null : record(found);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return person == null
                ? List.of()
                : passkeys.of(person.id()).stream().map(this::record).toList();
    }

    /** Adds the passkey that its owner makes, or notes that one has signed. */
    @Override
    public void save(CredentialRecord record) {
        if (person == null) {
            passkeys.signed(record.getCredentialId(), record.getSignatureCount(), challenge.madeAt());
            return;
        }
        Passkey.Told told = new Passkey.Told(
                record.getLabel(),
                record.getCredentialId().toBase64UrlString(),
                new Bytes(record.getPublicKey().getBytes()).toBase64UrlString(),
                Optional.ofNullable(record.getAttestationObject()).orElseThrow().toBase64UrlString(),
                record.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .toList());
        found = passkeys.add(person.id(), told, record.getSignatureCount());
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return person == null
                ? null
                : ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(passkeys.handleOf(person.id()))
                        .name(person.accountHandle())
                        .displayName(person.displayName())
                        .build();
    }

    /** Whose a passkey is stands beside it, so that nobody is looked up by this; no name is told. */
    @Override
    public PublicKeyCredentialUserEntity findById(Bytes handle) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle)
                .name("")
                .displayName("")
                .build();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("Accounts are made elsewhere");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("Passkeys are removed elsewhere");
    }

    private CredentialRecord record(Passkey passkey) {
        Set<AuthenticatorTransport> transports = passkey.told().transports().stream()
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(passkey.told().credential()))
                .userEntityUserId(passkeys.handleOf(passkey.owner()))
                .publicKey(new ImmutablePublicKeyCose(
                        Bytes.fromBase64(passkey.told().publicKey()).getBytes()))
                .attestationObject(Bytes.fromBase64(passkey.told().attestation()))
                .transports(transports)
                .signatureCount(passkey.signCount())
                .uvInitialized(true)
                .label(passkey.told().name())
                .created(passkey.createdAt())
                .build();
    }
}
