package live.griot.app.peer;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One peer connection of libwebrtc. */
abstract class NativeConnection implements PeerConnectionObserver {
    private static final long PATIENCE_SECONDS = 10;

    private final PeerOrder order;
    private final RTCPeerConnection connection;
    private @Nullable SignalSocket socket;
    private volatile RTCPeerConnectionState state = RTCPeerConnectionState.NEW;

    NativeConnection(PeerOrder order, PeerConnectionFactory factory) {
        this.order = order;
        this.connection = factory.createPeerConnection(new RTCConfiguration(), this);
    }

    PeerOrder order() {
        return order;
    }

    RTCPeerConnection connection() {
        return connection;
    }

    /** Returns the connection's state as browsers name it. */
    String state() {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** Returns what a report says of this peer. */
    abstract PeerFigures figures(RTCStatsReport report);

    /** Measures gaps anew. */
    abstract void mark();

    /** Goes the order's way to an agreement with the edge; {@code sections} are what we send. */
    final void negotiate(List<SignalSocket.Section> sections) throws Exception {
        if (order.way() == Way.HTTP) {
            answered(HttpExchange.post(order, offer()));
        } else if (order.deed() == PeerOrder.Deed.PUBLISH) {
            socket = SignalSocket.toPublish(order);
            answered(socket.offer(offer(), sections));
        } else {
            socket = SignalSocket.toReceive(order, this);
        }
    }

    /** Ends the connection. */
    void close() {
        if (socket != null) {
            socket.leave();
        }
        connection.close();
    }

    /** Asks for the figures, as long as it is not closed; they are told on a thread of libwebrtc's, so hold no lock that telling takes. */
    final void figures(Consumer<PeerFigures> to) {
        connection.getStats(report -> to.accept(figures(report)));
    }

    /** Returns what we offer, once it is our own description. */
    private String offer() throws InterruptedException, ExecutionException, TimeoutException {
        return describe(created -> connection.createOffer(new RTCOfferOptions(), created));
    }

    /** Applies the answer to what we offered. */
    private void answered(String answer) throws InterruptedException, ExecutionException, TimeoutException {
        apply(RTCSdpType.ANSWER, answer);
    }

    /** Applies what the edge offers, and returns our answer. */
    final String answer(String offer) throws InterruptedException, ExecutionException, TimeoutException {
        apply(RTCSdpType.OFFER, offer);
        return describe(created -> connection.createAnswer(new RTCAnswerOptions(), created));
    }

    private void apply(RTCSdpType type, String description)
            throws InterruptedException, ExecutionException, TimeoutException {
        RTCSessionDescription remote = new RTCSessionDescription(type, Candidates.through(order.port(), description));
        await(done -> connection.setRemoteDescription(remote, done));
    }

    private String describe(Consumer<CreateSessionDescriptionObserver> create)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<RTCSessionDescription> created = new CompletableFuture<>();
        create.accept(new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                created.complete(description);
            }

            @Override
            public void onFailure(String error) {
                created.completeExceptionally(new IllegalStateException(error));
            }
        });
        RTCSessionDescription local = created.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        await(done -> connection.setLocalDescription(local, done));
        return local.sdp;
    }

    private static void await(Consumer<SetSessionDescriptionObserver> set)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        set.accept(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                done.complete(null);
            }

            @Override
            public void onFailure(String error) {
                done.completeExceptionally(new IllegalStateException(error));
            }
        });
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState now) {
        state = now;
    }

    /** The edge learns our address from our checks. */
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}
}
