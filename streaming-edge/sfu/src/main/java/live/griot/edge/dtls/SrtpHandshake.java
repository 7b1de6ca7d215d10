package live.griot.edge.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake is about in either role (RFC 5764): the edge's certificate, whose certificate the peer must have, the SRTP profile
 * that both know, and the keys that come of it. Not thread-safe.
 */
final class SrtpHandshake {
    /** A peer has this long. */
    static final int TIMEOUT_MILLIS = 15_000;

    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    private final DtlsCertificate certificate;
    private final String peerFingerprint;
    private @Nullable SrtpProfile profile;
    private byte @Nullable [] exported;

    SrtpHandshake(DtlsCertificate certificate, String peerFingerprint) {
        this.certificate = certificate;
        this.peerFingerprint = peerFingerprint;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    /** Returns what proves that the edge is whom its session description names. */
    TlsCredentialedSigner credentials(TlsContext context) throws IOException {
        return certificate.credentials(context, crypto);
    }

    /** Refuses a peer whose certificate is not that of its session description. */
    void requirePeer(@Nullable Certificate chain) throws IOException {
        if (chain == null
                || chain.isEmpty()
                || !DtlsCertificate.matches(
                        peerFingerprint, chain.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "not the certificate of the session description");
        }
    }

    /** Agrees on the profile that is preferred of those that are told; refuses where there is none. */
    void agree(@Nullable UseSRTPData told) throws TlsFatalAlert {
        if (told == null) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no use_srtp extension");
        }
        for (SrtpProfile preferred : SrtpProfile.values()) {
            for (int id : told.getProtectionProfiles()) {
                if (profile == null && id == preferred.id()) {
                    profile = preferred;
                }
            }
        }
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no SRTP profile in common");
        }
    }

    /** Returns the profile that is agreed on, null before that. */
    @Nullable
    SrtpProfile profile() {
        return profile;
    }

    /** Takes the keys out of a handshake that is complete. */
    void complete(TlsContext context) {
        if (profile != null) {
            exported = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.exportedLength());
        }
    }

    /** Returns the key of what the client seals, null where there is none. */
    @Nullable
    SrtpMasterKey clientKey() {
        return profile == null || exported == null ? null : SrtpMasterKey.ofClient(profile, exported);
    }

    /** Returns the key of what the server seals, null where there is none. */
    @Nullable
    SrtpMasterKey serverKey() {
        return profile == null || exported == null ? null : SrtpMasterKey.ofServer(profile, exported);
    }
}
