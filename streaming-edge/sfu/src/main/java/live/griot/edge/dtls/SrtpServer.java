package live.griot.edge.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import live.griot.edge.srtp.SrtpProfile;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * What the server says in a handshake: DTLS 1.2 with ECDHE_ECDSA, the client's certificate is required and must have the fingerprint
 * of its session description, and the preferred SRTP profile both sides know.
 */
@SuppressWarnings("JdkObsolete") // Vector and Hashtable are BouncyCastle's signatures.
final class SrtpServer extends DefaultTlsServer {
    private final BcTlsCrypto crypto;
    private final DtlsCertificate certificate;
    private final String clientFingerprint;
    private final int handshakeTimeoutMillis;
    private @Nullable SrtpProfile profile;
    private byte @Nullable [] exported;

    SrtpServer(BcTlsCrypto crypto, DtlsCertificate certificate, String clientFingerprint, int handshakeTimeoutMillis) {
        super(crypto);
        this.crypto = crypto;
        this.certificate = certificate;
        this.clientFingerprint = clientFingerprint;
        this.handshakeTimeoutMillis = handshakeTimeoutMillis;
    }

    @Nullable
    SrtpProfile profile() {
        return profile;
    }

    byte @Nullable [] exported() {
        return exported;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return handshakeTimeoutMillis;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
        };
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                certificate.privateKey(),
                certificate.chain(crypto),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign}, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate clientCertificate) throws IOException {
        if (clientCertificate == null
                || clientCertificate.isEmpty()
                || !DtlsCertificate.matches(
                        clientFingerprint, clientCertificate.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "not the certificate of the session description");
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // BouncyCastle's signature
    public void processClientExtensions(Hashtable clientExtensions) throws IOException {
        super.processClientExtensions(clientExtensions);
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
        if (offered == null) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no use_srtp extension");
        }
        for (SrtpProfile preferred : SrtpProfile.values()) {
            for (int id : offered.getProtectionProfiles()) {
                if (profile == null && id == preferred.id()) {
                    profile = preferred;
                }
            }
        }
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no SRTP profile in common");
        }
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // BouncyCastle's signature
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        Hashtable all = extensions == null ? new Hashtable() : extensions;
        if (profile != null) {
            TlsSRTPUtils.addUseSRTPExtension(all, new UseSRTPData(new int[] {profile.id()}, TlsUtils.EMPTY_BYTES));
        }
        return all;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile != null) {
            exported = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.exportedLength());
        }
    }
}
