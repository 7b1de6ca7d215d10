package live.griot.app.peer;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One peer connection of libwebrtc, made by one exchange of WHIP or WHEP. */
abstract class NativeConnection implements PeerConnectionObserver {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int CREATED = 201;
    private static final long PATIENCE_SECONDS = 10;

    private final PeerOrder order;
    private final RTCPeerConnection connection;
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

    /** Ends the connection. */
    void close() {
        connection.close();
    }

    /** Asks for the figures, as long as it is not closed; they are told on a thread of libwebrtc's, so hold no lock that telling takes. */
    final void figures(Consumer<PeerFigures> to) {
        connection.getStats(report -> to.accept(figures(report)));
    }

    /** Offers, and applies the answer. */
    final void negotiate() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<RTCSessionDescription> offer = new CompletableFuture<>();
        connection.createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                offer.complete(description);
            }

            @Override
            public void onFailure(String error) {
                offer.completeExceptionally(new IllegalStateException(error));
            }
        });
        RTCSessionDescription local = offer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        await(done -> connection.setLocalDescription(local, done));
        String answer = Candidates.through(order.port(), post(local.sdp));
        await(done -> connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer), done));
    }

    private String post(String offer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(order.url())
                .header("Content-Type", "application/sdp")
                .header("Authorization", "Bearer " + order.ticket())
                .POST(HttpRequest.BodyPublishers.ofString(offer))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new IOException("%s was answered %d %s".formatted(order.url(), answer.statusCode(), answer.body()));
        }
        return answer.body();
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
