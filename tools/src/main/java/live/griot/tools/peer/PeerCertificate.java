package live.griot.tools.peer;

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
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A self-signed certificate (ECDSA P-256) that all peers of one run share. Immutable. */
public final class PeerCertificate {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final Duration SKEW = Duration.ofDays(1);

    private final AsymmetricKeyParameter privateKey;
    private final byte[] encoded;

    private PeerCertificate(AsymmetricKeyParameter privateKey, byte[] encoded) {
        this.privateKey = privateKey;
        this.encoded = encoded;
    }

    /** Makes a fresh one, good for a day from now. */
    public static PeerCertificate selfSigned(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=griot-load");
            byte[] encoded = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(64, new SecureRandom()),
                            Date.from(now.minus(SKEW)),
                            Date.from(now.plus(SKEW)),
                            name,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
            return new PeerCertificate(
                    PrivateKeyFactory.createKey(keys.getPrivate().getEncoded()), encoded);
        } catch (GeneralSecurityException | OperatorCreationException | IOException failure) {
            throw new IllegalStateException("No certificate can be made", failure);
        }
    }

    /** Returns the fingerprint as a description has it: {@code sha-256 AB:CD:...}. */
    public String fingerprint() {
        return fingerprintOf("sha-256", encoded);
    }

    /** Returns whether an encoded certificate has that fingerprint. */
    static boolean matches(String fingerprint, byte[] certificate) {
        int space = fingerprint.indexOf(' ');
        return space > 0
                && fingerprintOf(fingerprint.substring(0, space), certificate).equalsIgnoreCase(fingerprint);
    }

    private static String fingerprintOf(String hash, byte[] certificate) {
        try {
            return hash + " " + COLONS.formatHex(MessageDigest.getInstance(hash).digest(certificate));
        } catch (GeneralSecurityException unknownHash) {
            return "";
        }
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    Certificate chain(BcTlsCrypto crypto) throws IOException {
        return new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)});
    }
}
