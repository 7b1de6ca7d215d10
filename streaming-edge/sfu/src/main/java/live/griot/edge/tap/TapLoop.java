package live.griot.edge.tap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import live.griot.edge.handover.IngestRequest;
import live.griot.edge.handover.TakenPictures;
import live.griot.edge.handover.TapBatch;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.handover.TapSource;
import live.griot.edge.handover.TapState;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.TapDropReason;
import live.griot.edge.sfu.TapFrame;
import live.griot.edge.telemetry.EdgeCounters;

/**
 * Tells one tap's listener what is live: takes what the ingest loop handed over, and puts frames together. A thread runs {@link #turn} over
 * and over; {@link #wantKeyFrame} is for any thread, everything else is for that one. What the listener throws goes through to whoever runs
 * it.
 */
public final class TapLoop {
    /** How often the time is told at least. */
    private static final long TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TapFeed feed;
    private final MediaTap.Listener listener;
    private final Consumer<IngestRequest> ingest;
    private final EdgeCounters counters;
    private final LongSupplier clock;
    private final Map<TapSource, StreamReader> readers = new HashMap<>();
    private final Set<Long> wishedKeyFrames = ConcurrentHashMap.newKeySet();
    private final TakenPictures pictures = new TakenPictures();
    private TapState state = TapState.NOTHING;
    private long toldNanos;

    /**
     * Makes a loop that tells a listener.
     *
     * @param ingest takes what is asked of the ingest loop; any thread may
     * @param clock the edge's monotonic clock, in nanoseconds
     */
    public TapLoop(
            TapFeed feed,
            MediaTap.Listener listener,
            Consumer<IngestRequest> ingest,
            EdgeCounters counters,
            LongSupplier clock) {
        this.feed = feed;
        this.listener = listener;
        this.ingest = ingest;
        this.counters = counters;
        this.clock = clock;
        this.toldNanos = clock.getAsLong();
    }

    /** Tells all that waits and is due; returns whether something was handed over. */
    public boolean turn() {
        boolean didSomething = false;
        for (TapBatch next; (next = feed.peek()) != null; ) {
            take(next);
            feed.remove();
            tellTime(next.gatheredNanos());
            didSomething = true;
        }
        tellTime(clock.getAsLong());
        askForKeyFrames();
        return didSomething;
    }

    /** Asks for a key frame of a stream, by its number, with the next turn: however often it is wished until then, once. Any thread. */
    public void wantKeyFrame(long stream) {
        wishedKeyFrames.add(stream);
    }

    private void askForKeyFrames() {
        for (TapSource source : readers.keySet()) {
            if (wishedKeyFrames.contains(source.stream().number())) {
                ingest.accept(new IngestRequest.WantKeyFrame(source.publication(), source.encoding()));
            }
        }
        wishedKeyFrames.clear();
    }

    /** Returns whether nothing is left to be told, nor will be. */
    public boolean isOver() {
        return feed.isClosed() && feed.peek() == null;
    }

    /** What is late is told by the time at which it came, so that to the listener nothing is. */
    private void tellTime(long nowNanos) {
        if (nowNanos - toldNanos >= TIME_NANOS) {
            toldNanos = nowNanos;
            readers.values().forEach(reader -> reader.advance(nowNanos));
            listener.onTime(nowNanos);
        }
    }

    private void take(TapBatch batch) {
        TapState now = batch.state();
        boolean isAnother = !now.equals(state);
        if (isAnother) {
            begin(now);
        }
        if (batch.missed() > 0) {
            readers.values().forEach(StreamReader::restart);
            listener.onFallenBehind(batch.missed());
        }
        for (TapBatch.Item item : batch.items()) {
            StreamReader reader = readers.get(item.source());
            if (reader != null) {
                take(item, reader, batch.gatheredNanos());
            }
        }
        if (isAnother) {
            end(now);
        }
    }

    /** What is shown and heard is told before its first frame. */
    private void begin(TapState now) {
        for (TapSource source : now.sources()) {
            if (!readers.containsKey(source)) {
                readers.put(source, reader(source));
                listener.onStream(source.stream());
            }
        }
        if (pictures.show(now.picture())) {
            listener.onPicture(now.picture() == null ? null : now.picture().stream());
        }
        if (pictures.showOwn(now.own())) {
            listener.onOwnPictures(now.own().stream().map(TapSource::stream).toList());
        }
    }

    private StreamReader reader(TapSource source) {
        FrameTeller teller = new FrameTeller(source);
        return source.isPicture() ? new PictureReader(source.stream().codec(), teller) : new SoundReader(teller);
    }

    private void end(TapState now) {
        state = now;
        Set<TapSource> remaining = new HashSet<>(now.sources());
        List<TapSource> over = new ArrayList<>(readers.keySet());
        over.removeAll(remaining);
        for (TapSource source : over) {
            readers.remove(source);
            pictures.end(source);
            listener.onStreamEnd(source.stream());
        }
    }

    private void take(TapBatch.Item item, StreamReader reader, long nowNanos) {
        boolean isAllowed = item.source().consent().holds();
        switch (item) {
            case TapBatch.Packet one
            when isAllowed -> {
                reader.add(one.packet());
                reader.advance(nowNanos);
            }
            case TapBatch.Packet withdrawn -> counters.tapDropped(TapDropReason.WITHDRAWN, 1);
            case TapBatch.Report report -> {
                if (isAllowed) {
                    listener.onSenderReport(
                            report.source().stream(), report.ntpTime(), report.timestamp(), report.arrivalNanos());
                }
            }
        }
    }

    /** Tells a stream's frames. */
    private final class FrameTeller implements StreamReader.Sink {
        private final TapSource source;

        private FrameTeller(TapSource source) {
            this.source = source;
        }

        @Override
        public void onFrame(StreamReader.Frame frame) {
            if (!source.consent().holds() || (source.isPicture() && !pictures.takes(source))) {
                return;
            }
            counters.tapFrame();
            listener.onFrame(new TapFrame(
                    source.stream(),
                    frame.firstIndex(),
                    frame.lastIndex(),
                    frame.timestamp(),
                    frame.bytes(),
                    frame.arrivalNanos()));
            if (frame.isKey() && pictures.begin(source)) {
                ingest.accept(new IngestRequest.PictureBegan(feed, source));
            }
        }

        @Override
        public void onDrop(TapDropReason reason, int packets) {
            counters.tapDropped(reason, packets);
        }
    }
}
