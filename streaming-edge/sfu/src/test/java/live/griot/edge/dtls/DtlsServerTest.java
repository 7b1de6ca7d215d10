package live.griot.edge.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import org.junit.jupiter.api.Test;

class DtlsServerTest {
    private final DtlsCertificate serverCertificate = DtlsCertificate.selfSigned(Instant.now());
    private final DtlsCertificate clientCertificate = DtlsCertificate.selfSigned(Instant.now());

    private final CompletableFuture<DtlsClient.Keys> serverKeys = new CompletableFuture<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final AtomicReference<DtlsServer> server = new AtomicReference<>();
    private final AtomicReference<DtlsClient> client = new AtomicReference<>();

    @Test
    void both_sides_agree_on_keys_and_prefer_gcm() throws Exception {
        DtlsClient.Keys keys = handshake(
                        clientCertificate.fingerprint(),
                        SrtpProfile.AES128_CM_HMAC_SHA1_80,
                        SrtpProfile.AEAD_AES_128_GCM)
                .get(10, TimeUnit.SECONDS);

        assertThat(serverKeys.get(10, TimeUnit.SECONDS)).isEqualTo(keys);
        assertThat(keys.client().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(keys.client()).isNotEqualTo(keys.server());
    }

    @Test
    void counter_mode_is_accepted_from_who_knows_no_other() throws Exception {
        DtlsClient.Keys keys = handshake(clientCertificate.fingerprint(), SrtpProfile.AES128_CM_HMAC_SHA1_80)
                .get(10, TimeUnit.SECONDS);

        assertThat(serverKeys.get(10, TimeUnit.SECONDS)).isEqualTo(keys);
        assertThat(keys.client().profile()).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
    }

    @Test
    void another_certificate_than_the_offers_is_refused() {
        CompletableFuture<DtlsClient.Keys> keys =
                handshake(serverCertificate.fingerprint(), SrtpProfile.AEAD_AES_128_GCM);

        assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).isNotEmpty();
        assertThat(serverKeys).isNotDone();
        assertThatThrownBy(() -> keys.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void who_offers_no_srtp_is_refused() {
        var unused = handshake(clientCertificate.fingerprint());

        assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).isNotEmpty();
        assertThat(serverKeys).isNotDone();
    }

    @Test
    void a_goodbye_reaches_the_other_side() throws Exception {
        handshake(clientCertificate.fingerprint(), SrtpProfile.AEAD_AES_128_GCM).get(10, TimeUnit.SECONDS);
        serverKeys.get(10, TimeUnit.SECONDS);

        server.get().close().get(10, TimeUnit.SECONDS);

        client.get().goodbye().get(10, TimeUnit.SECONDS);
        closed.get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<DtlsClient.Keys> handshake(String expectedClient, SrtpProfile... offered) {
        server.set(new DtlsServer(
                serverCertificate,
                expectedClient,
                datagram -> client.get().offer(datagram, 0, datagram.length),
                new DtlsServer.Listener() {
                    @Override
                    public void onConnected(SrtpMasterKey clientKey, SrtpMasterKey serverKey) {
                        serverKeys.complete(new DtlsClient.Keys(clientKey, serverKey));
                    }

                    @Override
                    public void onFailed(String reason) {
                        failure.complete(reason);
                    }

                    @Override
                    public void onClosed() {
                        closed.complete(null);
                    }
                }));
        client.set(new DtlsClient(
                clientCertificate,
                serverCertificate.fingerprint(),
                datagram -> server.get().offer(datagram, 0, datagram.length),
                offered));
        return client.get().start();
    }
}
