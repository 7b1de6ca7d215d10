package live.griot.edge.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.stream.Stream;
import live.griot.edge.srtp.SrtpProfile;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/**
 * What the edge says in a handshake as the client: DTLS 1.2 with ECDHE, whatever certificate the server has, and all SRTP profiles it
 * knows, of which the server takes one.
 */
@SuppressWarnings("JdkObsolete") // Hashtable is BouncyCastle's signature.
final class SrtpClient extends DefaultTlsClient {
    /** After which the hello is said again, twice as long each time: where it is lost nobody else knows that it should come. */
    private static final int RESEND_MILLIS = 250;

    private final SrtpHandshake handshake;

    SrtpClient(SrtpHandshake handshake) {
        super(handshake.crypto());
        this.handshake = handshake;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return SrtpHandshake.TIMEOUT_MILLIS;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /** Those of RSA besides: whom the edge comes to has a certificate already, and some, as GStreamer, have one of RSA. */
    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
        };
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // BouncyCastle's signature
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        Hashtable all = extensions == null ? new Hashtable() : extensions;
        int[] profiles =
                Stream.of(SrtpProfile.values()).mapToInt(SrtpProfile::id).toArray();
        TlsSRTPUtils.addUseSRTPExtension(all, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
        return all;
    }

    @Override
    @SuppressWarnings("rawtypes") // BouncyCastle's signature
    public void processServerExtensions(Hashtable serverExtensions) throws IOException {
        super.processServerExtensions(serverExtensions);
        handshake.agree(TlsSRTPUtils.getUseSRTPExtension(serverExtensions));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                handshake.requirePeer(server.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return handshake.credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        handshake.complete(context);
    }
}
