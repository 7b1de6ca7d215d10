package live.griot.edge.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DtlsAssociationTest {
    private final DtlsCertificate edgeCertificate = DtlsCertificate.selfSigned(Instant.now());
    private final DtlsCertificate peerCertificate = DtlsCertificate.selfSigned(Instant.now());

    private final CompletableFuture<SrtpMasterKey> theirs = new CompletableFuture<>();
    private final CompletableFuture<SrtpMasterKey> ours = new CompletableFuture<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Throwable> bug = new CompletableFuture<>();
    private final AtomicReference<Throwable> network = new AtomicReference<>();
    private final AtomicReference<Throwable> whoIsTold = new AtomicReference<>();
    private final AtomicReference<DtlsAssociation> edge = new AtomicReference<>();
    private final AtomicReference<DtlsSide> peer = new AtomicReference<>();
    private final AtomicInteger toLose = new AtomicInteger();

    @Test
    void an_error_in_a_handshake_ends_it_and_is_told() {
        network.set(new InternalError("A network with a bug"));
        edge(DtlsRole.CLIENT, peerCertificate.fingerprint()).reachable();

        assertThat(bug.orTimeout(10, TimeUnit.SECONDS).join()).isSameAs(network.get());
    }

    @Test
    void one_that_is_closed_before_it_came_about_takes_nothing_more() {
        edge.set(edge(DtlsRole.CLIENT, peerCertificate.fingerprint()));

        assertThat(edge.get().close()).isDone();

        assertThat(edge.get().offer(new byte[13], 0, 13)).isFalse();
    }

    @Nested
    class As_the_server {
        @Test
        void both_sides_agree_on_keys_and_prefer_gcm() throws Exception {
            DtlsSide.Keys keys = handshake(
                            peerCertificate.fingerprint(),
                            SrtpProfile.AES128_CM_HMAC_SHA1_80,
                            SrtpProfile.AEAD_AES_128_GCM)
                    .get(10, TimeUnit.SECONDS);

            assertThat(theirs.get(10, TimeUnit.SECONDS)).isEqualTo(keys.client());
            assertThat(ours.get(10, TimeUnit.SECONDS)).isEqualTo(keys.server());
            assertThat(keys.client().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
            assertThat(keys.client()).isNotEqualTo(keys.server());
        }

        @Test
        void counter_mode_is_accepted_from_who_knows_no_other() throws Exception {
            DtlsSide.Keys keys = handshake(peerCertificate.fingerprint(), SrtpProfile.AES128_CM_HMAC_SHA1_80)
                    .get(10, TimeUnit.SECONDS);

            assertThat(theirs.get(10, TimeUnit.SECONDS)).isEqualTo(keys.client());
            assertThat(keys.client().profile()).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        }

        @Test
        void another_certificate_than_the_offers_is_refused() {
            CompletableFuture<DtlsSide.Keys> keys =
                    handshake(edgeCertificate.fingerprint(), SrtpProfile.AEAD_AES_128_GCM);

            assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).isNotEmpty();
            assertThat(theirs).isNotDone();
            assertThatThrownBy(() -> keys.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }

        @Test
        void who_offers_no_srtp_is_refused() {
            var _ = handshake(peerCertificate.fingerprint());

            assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).isNotEmpty();
            assertThat(theirs).isNotDone();
        }

        @Test
        void a_goodbye_reaches_the_other_side() throws Exception {
            handshake(peerCertificate.fingerprint(), SrtpProfile.AEAD_AES_128_GCM)
                    .get(10, TimeUnit.SECONDS);

            goodbyeIsHeard();
        }

        @Test
        void an_error_in_who_is_told_of_the_keys_ends_it_and_is_told() throws Exception {
            whoIsTold.set(new InternalError("A peer with a bug"));
            handshake(peerCertificate.fingerprint(), SrtpProfile.AEAD_AES_128_GCM)
                    .get(10, TimeUnit.SECONDS);

            assertThat(bug.orTimeout(10, TimeUnit.SECONDS).join()).isSameAs(whoIsTold.get());
            assertThat(edge.get().offer(new byte[13], 0, 13)).isFalse();
        }

        @Test
        void an_exception_in_who_is_told_of_the_keys_ends_it_and_is_told() throws Exception {
            whoIsTold.set(new IllegalStateException("A peer that was thought to be there"));
            handshake(peerCertificate.fingerprint(), SrtpProfile.AEAD_AES_128_GCM)
                    .get(10, TimeUnit.SECONDS);

            assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("A peer that was thought to be there");
            assertThat(edge.get().offer(new byte[13], 0, 13)).isFalse();
        }

        @Test
        void an_error_after_the_handshake_ends_it_and_is_told() throws Exception {
            handshake(peerCertificate.fingerprint(), SrtpProfile.AEAD_AES_128_GCM)
                    .get(10, TimeUnit.SECONDS);
            ours.get(10, TimeUnit.SECONDS);
            network.set(new InternalError("A network with a bug"));

            ((DtlsClient) peer.get()).sayGoodbye();

            assertThat(bug.orTimeout(10, TimeUnit.SECONDS).join()).isSameAs(network.get());
            assertThat(edge.get().offer(new byte[13], 0, 13)).isFalse();
        }

        private CompletableFuture<DtlsSide.Keys> handshake(String expectedPeer, SrtpProfile... offered) {
            edge.set(edge(DtlsRole.SERVER, expectedPeer));
            peer.set(new DtlsClient(
                    peerCertificate, edgeCertificate.fingerprint(), DtlsAssociationTest.this::toEdge, offered));
            edge.get().reachable();
            return peer.get().start();
        }
    }

    @Nested
    class As_the_client {
        @Test
        void it_says_hello_once_the_peer_can_be_reached_and_both_agree_on_keys() throws Exception {
            DtlsSide.Keys keys = handshake(edgeCertificate.fingerprint(), peerCertificate.fingerprint())
                    .get(10, TimeUnit.SECONDS);

            assertThat(theirs.get(10, TimeUnit.SECONDS)).isEqualTo(keys.server());
            assertThat(ours.get(10, TimeUnit.SECONDS)).isEqualTo(keys.client());
            assertThat(keys.client().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        }

        @Test
        void a_hello_that_is_lost_is_said_again() throws Exception {
            toLose.set(2);

            DtlsSide.Keys keys = handshake(edgeCertificate.fingerprint(), peerCertificate.fingerprint())
                    .get(10, TimeUnit.SECONDS);

            assertThat(toLose).hasNegativeValue();
            assertThat(ours.get(10, TimeUnit.SECONDS)).isEqualTo(keys.client());
        }

        @Test
        void another_certificate_than_the_descriptions_is_refused() {
            CompletableFuture<DtlsSide.Keys> keys =
                    handshake(edgeCertificate.fingerprint(), edgeCertificate.fingerprint());

            assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).contains("bad_certificate");
            assertThat(theirs).isNotDone();
            assertThatThrownBy(() -> keys.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }

        @Test
        void its_own_certificate_is_shown() {
            CompletableFuture<DtlsSide.Keys> keys =
                    handshake(peerCertificate.fingerprint(), peerCertificate.fingerprint());

            assertThatThrownBy(() -> keys.get(10, TimeUnit.SECONDS)).hasMessageContaining("bad_certificate");
            assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).isNotEmpty();
        }

        @Test
        void a_goodbye_reaches_the_other_side() throws Exception {
            handshake(edgeCertificate.fingerprint(), peerCertificate.fingerprint())
                    .get(10, TimeUnit.SECONDS);

            goodbyeIsHeard();
        }

        private CompletableFuture<DtlsSide.Keys> handshake(String expectedEdge, String expectedPeer) {
            edge.set(edge(DtlsRole.CLIENT, expectedPeer));
            peer.set(new DtlsServer(peerCertificate, expectedEdge, DtlsAssociationTest.this::toEdge));
            edge.get().reachable();
            edge.get().reachable();
            return peer.get().start();
        }
    }

    private void goodbyeIsHeard() throws Exception {
        ours.get(10, TimeUnit.SECONDS);

        edge.get().close().get(10, TimeUnit.SECONDS);

        peer.get().goodbye().get(10, TimeUnit.SECONDS);
        closed.get(10, TimeUnit.SECONDS);
        assertThat(edge.get().offer(new byte[13], 0, 13)).isFalse();
    }

    private void toEdge(byte[] datagram) {
        edge.get().offer(datagram, 0, datagram.length);
    }

    private DtlsAssociation edge(DtlsRole role, String expectedPeer) {
        return new DtlsAssociation(
                role,
                edgeCertificate,
                expectedPeer,
                datagram -> {
                    fail(network);
                    if (toLose.getAndDecrement() <= 0) {
                        peer.get().offer(datagram, 0, datagram.length);
                    }
                },
                new DtlsAssociation.Listener() {
                    @Override
                    public void onConnected(SrtpMasterKey opens, SrtpMasterKey seals) {
                        fail(whoIsTold);
                        theirs.complete(opens);
                        ours.complete(seals);
                    }

                    @Override
                    public void onFailed(String reason) {
                        failure.complete(reason);
                    }

                    @Override
                    public void onBug(Throwable cause) {
                        bug.complete(cause);
                    }

                    @Override
                    public void onClosed() {
                        closed.complete(null);
                    }
                });
    }

    private static void fail(AtomicReference<Throwable> cause) {
        switch (cause.get()) {
            case null -> {}
            case RuntimeException bug -> throw bug;
            case Error bug -> throw bug;
            case Throwable checked -> throw new IllegalArgumentException(checked);
        }
    }
}
