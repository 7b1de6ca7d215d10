package live.griot.tools.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.tools.peer.PeerLoop;
import org.jspecify.annotations.Nullable;

/** A thread, the viewers whose sockets it reads, and what they saw. */
final class ViewerLoop implements AutoCloseable {
    private final PeerLoop loop;
    private final LoopFigures figures = new LoopFigures();
    private final RtcpWriter rtcp = new RtcpWriter();
    private final List<Viewer> viewers = new ArrayList<>();

    ViewerLoop(int number) throws IOException {
        loop = new PeerLoop("load-viewers-" + number);
    }

    /** Makes a viewer that is read by this thread; call it from one thread. */
    Viewer add(int number, DtlsCertificate certificate, Viewer.Demands demands) {
        Viewer viewer = new Viewer(number, certificate, loop, figures, rtcp, demands);
        viewers.add(viewer);
        return viewer;
    }

    /** Begins to measure. */
    void mark() {
        ask(() -> {
            figures.mark();
            viewers.forEach(Viewer::mark);
            return true;
        });
    }

    /** What the loop's viewers lost together. */
    record Losses(long pictureLost, long soundLost, long jumps) {}

    /** Measures no further, and returns what was seen; what is missing may still come until {@link #losses}. */
    LoopFigures stop() {
        return ask(() -> {
            LoopFigures copy = new LoopFigures();
            copy.add(figures);
            figures.measuring = false;
            viewers.forEach(Viewer::stop);
            return copy;
        });
    }

    /** Returns what has still not come. */
    Losses losses() {
        return ask(() -> new Losses(
                viewers.stream().mapToLong(Viewer::picturePacketsLost).sum(),
                viewers.stream().mapToLong(Viewer::soundPacketsLost).sum(),
                viewers.stream().mapToLong(Viewer::jumps).sum()));
    }

    /** Returns what ended the thread before its time, or null. */
    @Nullable
    Throwable failure() {
        return loop.failure();
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(question.get()));
        return answer.join();
    }

    @Override
    public void close() {
        loop.close();
    }
}
