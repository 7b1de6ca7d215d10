package live.griot.edge.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A self-signed ECDSA P-256 certificate, made when the program starts: its fingerprint travels in the session description, so nobody
 * needs to sign it (RFC 8122, RFC 8827). Immutable.
 */
public final class DtlsCertificate {
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final HexFormat FINGERPRINT = HexFormat.ofDelimiter(":").withUpperCase();

    private final AsymmetricKeyParameter privateKey;
    private final byte[] encoded;

    private DtlsCertificate(AsymmetricKeyParameter privateKey, byte[] encoded) {
        this.privateKey = privateKey;
        this.encoded = encoded;
    }

    /** Makes a fresh one, valid for a year from now. */
    public static DtlsCertificate selfSigned(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=griot");
            X509CertificateHolder holder = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(64, new SecureRandom()),
                            Date.from(now.minus(CLOCK_SKEW)),
                            Date.from(now.plus(LIFETIME)),
                            name,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
            return new DtlsCertificate(
                    PrivateKeyFactory.createKey(keys.getPrivate().getEncoded()), holder.getEncoded());
        } catch (GeneralSecurityException | OperatorCreationException | IOException failure) {
            throw new IllegalStateException("No certificate can be made", failure);
        }
    }

    /** Returns the fingerprint as a session description has it: {@code sha-256 AB:CD:...}. */
    public String fingerprint() {
        return fingerprintOf("sha-256", encoded);
    }

    /** Returns whether an encoded certificate has that fingerprint ({@code sha-256 AB:CD:...}); false for an unknown hash. */
    public static boolean matches(String fingerprint, byte[] certificate) {
        int space = fingerprint.indexOf(' ');
        if (space < 0 || !isAccepted(fingerprint.substring(0, space))) {
            return false;
        }
        return fingerprintOf(fingerprint.substring(0, space), certificate).equalsIgnoreCase(fingerprint);
    }

    /** Returns whether a hash is strong enough to tell who somebody is. */
    static boolean isAccepted(String hash) {
        return hash.equalsIgnoreCase("sha-256") || hash.equalsIgnoreCase("sha-384") || hash.equalsIgnoreCase("sha-512");
    }

    private static String fingerprintOf(String hash, byte[] certificate) {
        try {
            return hash + " "
                    + FINGERPRINT.formatHex(MessageDigest.getInstance(hash).digest(certificate));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Returns what proves in a handshake that one is whom a session description names. */
    public TlsCredentialedSigner credentials(TlsContext context, BcTlsCrypto crypto) throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                privateKey,
                new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)}),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
