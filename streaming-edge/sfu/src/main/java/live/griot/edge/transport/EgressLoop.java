package live.griot.edge.transport;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import live.griot.edge.congestion.BandwidthEstimator;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.sfu.RtpParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to its share of the viewers: what a wake-up of the ingest loop brought is offered to those who receive it, and all that one of them
 * gets leaves together. All but {@link #execute} is called on its own thread; other threads speak to it by tasks.
 */
final class EgressLoop {
    private static final long TICK_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(EgressLoop.class);

    private final EventLoop thread;
    private final Wire wire;
    private final EdgeCounters counters;
    private final LongSupplier clock;
    private final PacketSealer sealer;
    private final SenderReports reports;
    private final ViewerRequests requests;
    private final Map<Publication, List<EgressTrack>> receivers = new HashMap<>();
    private final Map<Router, List<ViewerEgress>> players = new HashMap<>();
    private final Set<ViewerEgress> viewers = new LinkedHashSet<>();
    private final List<ViewerEgress> touched = new ArrayList<>();
    private boolean probes;

    EgressLoop(EventLoop thread, Wire wire, EdgeCounters counters, NtpClock ntp, LongSupplier clock) {
        this.clock = clock;
        this.reports = new SenderReports(ntp);
        this.thread = thread;
        this.wire = wire;
        this.counters = counters;
        this.sealer = new PacketSealer(wire, counters);
        this.requests = new ViewerRequests(sealer, counters);
        var unused = thread.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs a task on this loop, after those that were given before; any thread. */
    void execute(Runnable task) {
        if (!thread.isShuttingDown()) {
            thread.execute(task);
        }
    }

    long now() {
        return clock.getAsLong();
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
        viewer.play(tracks, now());
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

    /** Forwards what came, and does what viewers asked for. */
    void process(List<MediaBatch> media, List<ViewerFeedback> feedback) {
        feedback.forEach(requests::process);
        media.forEach(this::offer);
        for (ViewerEgress viewer : touched) {
            // Each at the time of its own, for the estimate counts when packets leave.
            if (!viewer.forward(sealer, clock.getAsLong())) {
                counters.dropped(DropReason.EGRESS_OVERFLOW);
            }
        }
        touched.clear();
        wire.flush();
    }

    /** Begins a track that has not begun meanwhile with what came a moment ago. */
    void begin(EgressTrack track, MediaBatch batch) {
        ViewerEgress viewer = track.viewer();
        if (viewer.isReady() && !track.hasBegun() && track.wants(batch)) {
            viewer.take(track, batch);
            if (!viewer.forward(sealer, clock.getAsLong())) {
                counters.dropped(DropReason.EGRESS_OVERFLOW);
            }
            wire.flush();
        }
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

    private void tick() {
        try {
            long nowNanos = clock.getAsLong();
            boolean probing = false;
            for (ViewerEgress viewer : viewers) {
                viewer.tick(sealer, reports, nowNanos);
                probing |= viewer.bandwidth().isProbing();
            }
            wire.flush();
            if (probing) {
                probeSoon();
            }
        } catch (RuntimeException bug) {
            LOG.error("A tick of an egress loop failed", bug);
        }
    }

    private void probeSoon() {
        if (!probes) {
            probes = true;
            var unused = thread.schedule(this::probe, BandwidthEstimator.PROBE_STEP_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void probe() {
        probes = false;
        try {
            goOnProbing();
        } catch (RuntimeException bug) {
            LOG.error("A probe failed", bug);
        }
    }

    private void goOnProbing() {
        long nowNanos = clock.getAsLong();
        boolean more = false;
        for (ViewerEgress viewer : viewers) {
            more |= viewer.bandwidth().isProbing() && viewer.probe(sealer, nowNanos);
        }
        wire.flush();
        if (more) {
            probeSoon();
        }
    }
}
