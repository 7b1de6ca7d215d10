package live.griot.edge.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The client's side of a DTLS association, as a browser would be, for tests. */
@SuppressWarnings("JdkObsolete") // Hashtable is BouncyCastle's signature.
public final class DtlsClient implements DtlsSide {
    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    private final DtlsCertificate certificate;
    private final String serverFingerprint;
    private final int[] profiles;
    private final DatagramQueue datagrams;
    private final CompletableFuture<Keys> keys = new CompletableFuture<>();
    private final CompletableFuture<Void> goodbye = new CompletableFuture<>();
    private volatile @Nullable DTLSTransport association;

    /** Prepares an association that offers these profiles. */
    public DtlsClient(
            DtlsCertificate certificate, String serverFingerprint, Consumer<byte[]> outbound, SrtpProfile... offered) {
        this.certificate = certificate;
        this.serverFingerprint = serverFingerprint;
        this.datagrams = new DatagramQueue(outbound);
        this.profiles = new int[offered.length];
        for (int i = 0; i < offered.length; i++) {
            profiles[i] = offered[i].id();
        }
    }

    @Override
    public CompletableFuture<Keys> start() {
        Thread.ofVirtual().start(this::run);
        return keys;
    }

    @Override
    public CompletableFuture<Void> goodbye() {
        return goodbye;
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        datagrams.offer(bytes, offset, length);
    }

    /** Says goodbye to the edge. The handshake must be done. */
    public void sayGoodbye() throws IOException {
        Objects.requireNonNull(association).close();
    }

    private void run() {
        Client client = new Client();
        try {
            DTLSTransport established = new DTLSClientProtocol().connect(client, datagrams);
            association = established;
            keys.complete(client.keys());
            byte[] ignored = new byte[1_500];
            while (!Thread.currentThread().isInterrupted()) {
                established.receive(ignored, 0, ignored.length, 10_000);
            }
        } catch (IOException | RuntimeException over) {
            keys.completeExceptionally(over);
        } finally {
            goodbye.complete(null);
        }
    }

    private final class Client extends DefaultTlsClient {
        private @Nullable SrtpProfile profile;
        private byte @Nullable [] exported;

        Client() {
            super(DtlsClient.this.crypto);
        }

        Keys keys() {
            SrtpProfile agreed = Objects.requireNonNull(profile);
            byte[] material = Objects.requireNonNull(exported);
            return new Keys(SrtpMasterKey.ofClient(agreed, material), SrtpMasterKey.ofServer(agreed, material));
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // BouncyCastle's signature
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            if (profiles.length > 0) {
                TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
            }
            return extensions;
        }

        @Override
        @SuppressWarnings("rawtypes") // BouncyCastle's signature
        public void processServerExtensions(Hashtable extensions) throws IOException {
            super.processServerExtensions(extensions);
            UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
            for (SrtpProfile candidate : SrtpProfile.values()) {
                if (chosen != null && chosen.getProtectionProfiles()[0] == candidate.id()) {
                    profile = candidate;
                }
            }
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                    byte[] encoded = server.getCertificate().getCertificateAt(0).getEncoded();
                    if (!DtlsCertificate.matches(serverFingerprint, encoded)) {
                        throw new IOException("not the server of the session description");
                    }
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                    return certificate.credentials(context, DtlsClient.this.crypto);
                }
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            if (profile != null) {
                exported = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.exportedLength());
            }
        }
    }
}
