package live.griot.edge.egress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import live.griot.edge.congestion.BandwidthEstimator;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EgressCommand;
import live.griot.edge.handover.HandoverQueue;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.ViewerFeedback;
import live.griot.edge.handover.ViewerId;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.rtcp.NtpClock;
import live.griot.edge.sfu.StreamKind;
import live.griot.edge.telemetry.DutyCycleTracker;
import live.griot.edge.telemetry.EdgeCounters;
import live.griot.edge.telemetry.Failures;
import live.griot.edge.telemetry.StreamTally;
import live.griot.edge.telemetry.StreamTotals;
import org.jspecify.annotations.Nullable;

/**
 * Sends to its share of the viewers: what the ingest loop hands over is offered to those who receive it, and all that one of them gets
 * leaves together. A thread runs {@link #turn} whenever something waits in its queue or is due; nobody else touches it.
 */
public final class EgressLoop {
    /** The least time between two ticks. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** The most: media that comes meanwhile wakes the loop anyway, and a turn of its own for a tick is dear. */
    private static final long LAZY_TICK_NANOS = 2 * TICK_NANOS;
    /** How often it is added up how the streams fare. */
    private static final long TALLY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What {@link #dueNanos} returns when nothing is. */
    public static final long NEVER = Long.MAX_VALUE;

    private final HandoverQueue queue;
    private final Consumer<IngestRequest> ingest;
    private final EdgeCounters counters;
    private final Failures failures;
    private final DutyCycleTracker dutyCycle;
    private final Consumer<Map<StreamKind, StreamTotals>> streams;
    private final LongSupplier clock;
    private final PacketSealer sealer;
    private final SenderReports reports;
    private final RtcpFeedbackHandler feedback;
    private final Receivers receivers = new Receivers();
    private final Map<ViewerId, ViewerEgress> viewers = new LinkedHashMap<>();
    private final Map<String, List<ViewerEgress>> players = new HashMap<>();
    private final List<ViewerEgress> touched = new ArrayList<>();
    private final Set<ViewerEgress> busy = new LinkedHashSet<>();
    private long tickedNanos;
    private long talliedNanos;
    private long stepNanos = NEVER;

    /**
     * What a loop runs with.
     *
     * @param queue what the ingest loop hands over
     * @param ingest takes what is asked of the ingest loop; any thread may
     * @param segments whether datagrams of one size leave together
     * @param clock the edge's monotonic clock, in nanoseconds
     * @param streams is told once a second what the streams that are sent add up to
     */
    public record Setting(
            HandoverQueue queue,
            Consumer<IngestRequest> ingest,
            boolean segments,
            NtpClock ntp,
            LongSupplier clock,
            EdgeCounters counters,
            Failures failures,
            DutyCycleTracker dutyCycle,
            Consumer<Map<StreamKind, StreamTotals>> streams) {}

    /** Makes a loop that sends by that sender. */
    public EgressLoop(DatagramSender sender, Setting setting) {
        this.queue = setting.queue();
        this.ingest = setting.ingest();
        this.clock = setting.clock();
        this.counters = setting.counters();
        this.failures = setting.failures();
        this.dutyCycle = setting.dutyCycle();
        this.streams = setting.streams();
        this.reports = new SenderReports(setting.ntp());
        this.sealer = new PacketSealer(sender, setting.segments(), counters);
        this.feedback = new RtcpFeedbackHandler(sealer, counters);
        this.tickedNanos = now();
    }

    /** Does all that waits and is due. */
    public void turn() {
        long beganNanos = now();
        queue.drainCommands(this::obey);
        forwardBatches();
        readFeedback();
        tick();
        step();
        sealer.flush();
        dutyCycle.onTurn(beganNanos, now());
    }

    /** Returns when something is due by itself, by the edge's clock; {@link #NEVER} when nothing is. */
    public long dueNanos() {
        return viewers.isEmpty() ? NEVER : Math.min(tickedNanos + LAZY_TICK_NANOS, stepNanos);
    }

    private long now() {
        return clock.getAsLong();
    }

    private void obey(EgressCommand command) {
        ViewerEgress viewer =
                command instanceof EgressCommand.OfViewer ofViewer ? viewers.get(ofViewer.viewer()) : null;
        try {
            if (command instanceof EgressCommand.OfViewer ofViewer) {
                obey(ofViewer, viewer);
            } else {
                obeyForAll(command);
            }
        } catch (Throwable bug) { // One viewer's trouble is no other's.
            fail(viewer, bug);
        }
    }

    private void obey(EgressCommand.OfViewer command, @Nullable ViewerEgress viewer) {
        if (command instanceof EgressCommand.AddViewer add) {
            viewers.put(add.viewer(), new ViewerEgress(add, receivers, ingest, counters));
        } else if (viewer != null) {
            obeyFor(viewer, command, now());
        } else if (command instanceof EgressCommand.BeginSending begin) {
            // Whose it was is gone; the keys go with them.
            begin.sender().close();
        }
    }

    private void obeyFor(ViewerEgress viewer, EgressCommand.OfViewer command, long nowNanos) {
        switch (command) {
            case EgressCommand.AddViewer add -> throw new IllegalStateException("Added twice: " + add.viewer());
            case EgressCommand.BeginSending begin -> viewer.begin(begin.sender(), begin.path());
            case EgressCommand.Move move -> viewer.moveTo(move.path());
            case EgressCommand.Play play -> {
                players.computeIfAbsent(viewer.router(), first -> new ArrayList<>())
                        .add(viewer);
                viewer.play(play.tracks(), play.picture(), play.sound(), nowNanos);
            }
            case EgressCommand.Subscribe to -> viewer.subscribe(to.id(), to.publication(), to.rtp(), nowNanos);
            case EgressCommand.Unsubscribe from -> viewer.unsubscribe(from.id(), nowNanos);
            case EgressCommand.Prefer prefer -> viewer.prefer(prefer.id(), prefer.preference());
            case EgressCommand.BeginTrack begin -> begin(viewer, begin);
            case EgressCommand.RemoveViewer remove -> remove(viewer);
        }
    }

    private void obeyForAll(EgressCommand command) {
        switch (command) {
            case EgressCommand.ShowProgramme show ->
                each(
                        players.getOrDefault(show.router(), List.of()),
                        one -> one.programme(show.picture(), show.sound(), now()));
            case EgressCommand.EndPublication end ->
                each(receivers.viewersOf(end.publication()), one -> one.ended(end.publication(), now()));
            case EgressCommand.OfViewer one -> throw new IllegalStateException("Not for all: " + one);
        }
    }

    /** Begins a track that has not begun meanwhile with what came a moment ago. */
    private void begin(ViewerEgress viewer, EgressCommand.BeginTrack command) {
        EgressTrack track = viewer.track(command.ssrc());
        if (track != null && viewer.isReady() && !track.hasBegun() && track.wants(command.sinceKeyFrame())) {
            viewer.take(track, command.sinceKeyFrame());
            viewer.forward(sealer, now());
        }
    }

    private void remove(ViewerEgress viewer) {
        viewers.remove(viewer.id());
        busy.remove(viewer);
        players.computeIfPresent(
                viewer.router(), (same, others) -> others.remove(viewer) && others.isEmpty() ? null : others);
        viewer.end(now());
        if (viewers.isEmpty()) {
            // There are no ticks while nobody is here, so the last figures would stand.
            streams.accept(new StreamTally().totals());
        }
    }

    private void forwardBatches() {
        for (EgressBatch next; (next = queue.pollBatch()) != null; ) {
            offer(next);
        }
        for (ViewerEgress viewer : touched) {
            // Each at the time of its own, for the estimate counts when packets leave.
            fence(viewer, one -> one.forward(sealer, now()));
        }
        touched.clear();
    }

    private void offer(EgressBatch batch) {
        List<Receivers.Receiver> all = receivers.of(batch.publication());
        for (int i = 0; i < all.size(); i++) {
            Receivers.Receiver receiver = all.get(i);
            if (receiver.track().wants(batch) && receiver.viewer().take(receiver.track(), batch)) {
                touched.add(receiver.viewer());
            }
        }
    }

    private void readFeedback() {
        for (ViewerFeedback next; (next = queue.pollFeedback()) != null; ) {
            ViewerFeedback told = next;
            ViewerEgress viewer = viewers.get(told.viewer());
            if (viewer != null) {
                fence(viewer, one -> feedback.process(one, told));
            }
        }
    }

    private void tick() {
        long nowNanos = now();
        if (nowNanos - tickedNanos < TICK_NANOS) {
            return;
        }
        tickedNanos = nowNanos;
        each(viewers.values(), one -> one.tick(sealer, reports, nowNanos));
        if (nowNanos - talliedNanos >= TALLY_NANOS) {
            tally(nowNanos);
        }
    }

    private void tally(long nowNanos) {
        talliedNanos = nowNanos;
        StreamTally all = new StreamTally();
        each(viewers.values(), one -> one.tally(all, nowNanos));
        streams.accept(all.totals());
    }

    /** Goes on with what cannot wait for the next tick: probes, and packets that are spread. */
    private void step() {
        long nowNanos = now();
        if (nowNanos >= stepNanos) {
            stepNanos = NEVER;
            each(busy, one -> one.goOn(sealer, nowNanos));
            busy.removeIf(viewer -> !viewer.isBusy());
        }
        if (stepNanos == NEVER && !busy.isEmpty()) {
            stepNanos = nowNanos + BandwidthEstimator.PROBE_STEP_NANOS;
        }
    }

    /** Does something for each of those who are there now; who fails at it may go. */
    private void each(Collection<ViewerEgress> some, Consumer<ViewerEgress> step) {
        for (ViewerEgress viewer : List.copyOf(some)) {
            fence(viewer, step);
        }
    }

    private void fence(ViewerEgress viewer, Consumer<ViewerEgress> step) {
        try {
            step.accept(viewer);
            if (viewer.isBusy()) {
                busy.add(viewer);
            }
        } catch (Throwable bug) { // One viewer's trouble is no other's.
            fail(viewer, bug);
        }
    }

    /** Ends the viewer at whom something failed, here at once and then on the ingest loop. */
    private void fail(@Nullable ViewerEgress viewer, Throwable bug) {
        failures.note(viewer == null ? Failures.Place.COMMAND : Failures.Place.VIEWER, bug);
        if (viewer != null && viewers.containsKey(viewer.id())) {
            ingest.accept(new IngestRequest.EndViewer(viewer.router(), viewer.id()));
            try {
                remove(viewer);
            } catch (Throwable another) { // What cannot be ended in order is forgotten.
                failures.note(Failures.Place.VIEWER, another);
            }
        }
    }
}
