package live.griot.edge.transport;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends to its share of the viewers: what a wake-up of the ingest loop brought is offered to those who receive it, and all that one of them
 * gets leaves together. All but {@link #execute} is called on its own thread; other threads speak to it by tasks.
 */
final class EgressLoop {
    private static final long TICK_MILLIS = 100;

    private final EventLoop thread;
    private final Wire wire;
    private final EdgeCounters counters;
    private final PacketSealer sealer;
    private final Map<Publication, List<EgressTrack>> receivers = new HashMap<>();
    private final Map<Router, List<ViewerEgress>> players = new HashMap<>();
    private final Set<ViewerEgress> viewers = new LinkedHashSet<>();
    private final List<ViewerEgress> touched = new ArrayList<>();

    EgressLoop(EventLoop thread, Wire wire, EdgeCounters counters) {
        this.thread = thread;
        this.wire = wire;
        this.counters = counters;
        this.sealer = new PacketSealer(wire, counters);
        var unused = thread.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs a task on this loop, after those that were given before; any thread. */
    void execute(Runnable task) {
        if (!thread.isShuttingDown()) {
            thread.execute(task);
        }
    }

    EdgeCounters counters() {
        return counters;
    }

    /** Notes that a track may get packets of a publication. */
    void receive(Publication publication, EgressTrack track) {
        receivers.computeIfAbsent(publication, first -> new ArrayList<>()).add(track);
    }

    /** Notes that a track gets no more packets of a publication. */
    void leave(Publication publication, EgressTrack track) {
        List<EgressTrack> tracks = receivers.get(publication);
        if (tracks != null && tracks.remove(track) && tracks.isEmpty()) {
            receivers.remove(publication);
        }
    }

    /** Begins to look after a viewer. */
    void add(ViewerEgress viewer) {
        viewers.add(viewer);
    }

    /** Begins to play a router's programme to a viewer. */
    void play(
            Router router,
            ViewerEgress viewer,
            List<RtpParameters> tracks,
            @Nullable Publication picture,
            @Nullable Publication sound) {
        players.computeIfAbsent(router, first -> new ArrayList<>()).add(viewer);
        viewer.play(tracks);
        viewer.programme(picture, sound);
    }

    /** Plays something else to all who play a router's programme. */
    void programme(Router router, @Nullable Publication picture, @Nullable Publication sound) {
        players.getOrDefault(router, List.of()).forEach(viewer -> viewer.programme(picture, sound));
    }

    /** Ends a publication. */
    void ended(Publication publication) {
        List.copyOf(receivers.getOrDefault(publication, List.of())).forEach(track -> track.ended(publication));
    }

    /** Forgets a viewer. */
    void remove(Router router, ViewerEgress viewer) {
        List<ViewerEgress> others = players.get(router);
        if (others != null && others.remove(viewer) && others.isEmpty()) {
            players.remove(router);
        }
        viewers.remove(viewer);
        viewer.end();
    }

    private void tick() {
        viewers.forEach(ViewerEgress::tick);
        wire.flush();
    }

    /** Forwards what came, and does what viewers asked for. */
    void process(List<MediaBatch> media, List<SenderReport> reports, List<ViewerFeedback> feedback) {
        feedback.forEach(told -> told.viewer().onRtcp(told, sealer));
        media.forEach(this::offer);
        for (ViewerEgress viewer : touched) {
            if (viewer.isWritable(wire)) {
                viewer.forward(sealer);
            } else {
                viewer.drop();
                counters.dropped(DropReason.EGRESS_OVERFLOW);
            }
        }
        touched.clear();
        reports.forEach(this::pass);
        wire.flush();
    }

    private void offer(MediaBatch batch) {
        List<EgressTrack> tracks = receivers.get(batch.publication());
        int count = tracks == null ? 0 : tracks.size();
        for (int i = 0; tracks != null && i < count; i++) {
            EgressTrack track = tracks.get(i);
            if (track.wants(batch) && track.viewer().take(track, batch)) {
                touched.add(track.viewer());
            }
        }
    }

    private void pass(SenderReport report) {
        for (EgressTrack track : receivers.getOrDefault(report.publication(), List.of())) {
            track.pass(report, sealer);
        }
    }
}
