package live.griot.tools.peer;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
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

/**
 * The client's side of one DTLS 1.2 handshake with use_srtp (RFC 5764). It blocks the thread that runs it; datagrams are offered by
 * another. Once it is done nothing of it needs a thread.
 */
final class DtlsHandshake implements DatagramTransport {
    private static final int SEND_LIMIT = 1_200;
    private static final int RECEIVE_LIMIT = 1_500;
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int CAPACITY = 32;

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(CAPACITY);
    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    private final DtlsCertificate certificate;
    private final String serverFingerprint;
    private final Consumer<byte[]> outbound;
    private volatile @Nullable DTLSTransport association;

    /** Prepares a handshake with who has that fingerprint; {@code outbound} takes ownership of what it is given. */
    DtlsHandshake(DtlsCertificate certificate, String serverFingerprint, Consumer<byte[]> outbound) {
        this.certificate = certificate;
        this.serverFingerprint = serverFingerprint;
        this.outbound = outbound;
    }

    /** Both directions' master keys. */
    record Keys(SrtpMasterKey client, SrtpMasterKey server) {}

    /** Does the handshake; throws {@link IOException} when it fails or takes more than 15 seconds. */
    Keys run() throws IOException {
        Client client = new Client();
        association = new DTLSClientProtocol().connect(client, this);
        arrived.clear();
        return client.keys();
    }

    /** Hands in a datagram, copied; what does not fit is dropped, as a network would. */
    void offer(byte[] bytes, int length) {
        if (association == null && length <= RECEIVE_LIMIT) {
            arrived.offer(Arrays.copyOf(bytes, length));
        }
    }

    /** Says goodbye. */
    void sayGoodbye() {
        DTLSTransport established = association;
        if (established != null) {
            try {
                established.close();
            } catch (IOException gone) {
                // There is nobody left to say goodbye to.
            }
        }
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        try {
            byte[] next = arrived.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (next == null || next.length > length) {
                return -1;
            }
            System.arraycopy(next, 0, buffer, offset, next.length);
            return next.length;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        outbound.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}

    @SuppressWarnings("JdkObsolete") // Hashtable is BouncyCastle's signature.
    private final class Client extends DefaultTlsClient {
        private @Nullable SrtpProfile profile;
        private byte @Nullable [] exported;

        Client() {
            super(DtlsHandshake.this.crypto);
        }

        Keys keys() throws IOException {
            if (profile == null || exported == null) {
                throw new IOException("The server agrees to no SRTP profile that is known here");
            }
            return new Keys(SrtpMasterKey.ofClient(profile, exported), SrtpMasterKey.ofServer(profile, exported));
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return TIMEOUT_MILLIS;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
            };
        }

        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // BouncyCastle's signature
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            int[] profiles = {SrtpProfile.AEAD_AES_128_GCM.id(), SrtpProfile.AES128_CM_HMAC_SHA1_80.id()};
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
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
                        throw new IOException("The server's certificate is not that of its answer");
                    }
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                    return certificate.credentials(context, DtlsHandshake.this.crypto);
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
