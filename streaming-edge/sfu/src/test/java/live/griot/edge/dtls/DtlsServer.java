package live.griot.edge.dtls;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import live.griot.edge.srtp.SrtpMasterKey;

/** The server's side of a DTLS association, as FFmpeg would be: the edge's own, which is tested against {@link DtlsClient}. */
public final class DtlsServer implements DtlsSide {
    private final DtlsAssociation association;
    private final CompletableFuture<Keys> keys = new CompletableFuture<>();
    private final CompletableFuture<Void> goodbye = new CompletableFuture<>();

    public DtlsServer(DtlsCertificate certificate, String clientFingerprint, Consumer<byte[]> outbound) {
        association = new DtlsAssociation(
                DtlsRole.SERVER, certificate, clientFingerprint, outbound, new DtlsAssociation.Listener() {
                    @Override
                    public void onConnected(SrtpMasterKey theirs, SrtpMasterKey ours) {
                        keys.complete(new Keys(theirs, ours));
                    }

                    @Override
                    public void onFailed(String reason) {
                        keys.completeExceptionally(new IllegalStateException(reason));
                    }

                    @Override
                    public void onClosed() {
                        goodbye.complete(null);
                    }
                });
    }

    @Override
    public CompletableFuture<Keys> start() {
        return keys;
    }

    @Override
    public CompletableFuture<Void> goodbye() {
        return goodbye;
    }

    @Override
    public void offer(byte[] bytes, int offset, int length) {
        association.offer(bytes, offset, length);
    }
}
