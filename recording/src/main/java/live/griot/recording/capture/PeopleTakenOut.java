package live.griot.recording.capture;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import live.griot.api.Commands;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.recording.TrimRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.ClipsOfRecordings;
import live.griot.recording.lifecycle.MadeOfRecordings;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.lifecycle.TakingOut;
import live.griot.recording.store.Presence;
import live.griot.recording.store.Presence.Medium;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.Stretch;
import live.griot.recording.store.TrackName;
import live.griot.recording.timeline.MediaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes people who are erased out of recordings whose files are here: what they are seen or heard in, with what is next to it, their own tracks, what
 * was made of it, and clips that have something of it. Where nothing is left, the recording goes. It has a thread of its own while there is something
 * to do, since a bucket may be slow, and those who record wait for nobody. Thread-safe.
 */
@Component
class PeopleTakenOut {
    private static final Logger LOG = LoggerFactory.getLogger(PeopleTakenOut.class);

    /** By how much a moment in the media may differ from when its packets came: a picture stands, a packet waits for others. */
    private static final long MARGIN_MILLIS = 3_000;

    private final Recordings recordings;
    private final MadeOfRecordings made;
    private final ClipsOfRecordings clips;
    private final Commands commands;
    private final Clock clock;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private volatile int waiting;

    PeopleTakenOut(
            Recordings recordings, MadeOfRecordings made, ClipsOfRecordings clips, Commands commands, Clock clock) {
        this.recordings = recordings;
        this.made = made;
        this.clips = clips;
        this.commands = commands;
        this.clock = clock;
    }

    /** Begins to take all out who are to be, unless that goes on already. Does not wait. Returns whether it has begun now. */
    boolean begin(RecordingStore store) throws IOException {
        List<TakingOut> wanted = wanted(store);
        waiting = wanted.size();
        boolean begins = !wanted.isEmpty() && isRunning.compareAndSet(false, true);
        if (begins) {
            Thread.ofVirtual().name("taking-out").start(() -> {
                try {
                    run(store, wanted);
                } finally {
                    isRunning.set(false);
                }
            });
        }
        return begins;
    }

    private List<TakingOut> wanted(RecordingStore store) throws IOException {
        return recordings.takingOut(
                store.recordings().stream().map(RecordingName::value).toList());
    }

    /** Returns how many are to be taken out of recordings that are here, once for each recording, as far as was looked. */
    int waiting() {
        return waiting;
    }

    /** What cannot be done for one is tried again with the next sweep. */
    private void run(RecordingStore store, List<TakingOut> wanted) {
        int failed = 0;
        String why = "";
        for (TakingOut one : wanted) {
            try {
                take(store, one);
            } catch (IOException | RuntimeException failure) { // Of the others they are taken out all the same.
                failed++;
                why = failure.toString();
            }
        }
        waiting = failed;
        if (failed > 0) {
            LOG.warn(
                    "Of {} recordings somebody who is erased could not be taken out, which is tried again: {}",
                    failed,
                    why);
        }
    }

    private void take(RecordingStore store, TakingOut one) throws IOException {
        RecordingName name = new RecordingName(one.recording().value());
        RecordingContents before = store.read(name).contents();
        Map<TrackName, List<Stretch>> what = what(before, one.person().value());
        RecordingContents left = store.takeOut(name, what);
        made.forget(one.recording());
        MediaTime.of(before).ifPresent(time -> {
            Set<Stretch> all = what.entrySet().stream()
                    .filter(track -> isOfAll(track.getKey()))
                    .flatMap(track -> track.getValue().stream())
                    .collect(Collectors.toSet());
            clips.remove(one.recording(), (from, to) -> overlaps(time, from, to, all));
        });
        tell(one, !isPlayable(left) && hasBeenPlayable(left), left);
    }

    /** A kill may have come between the files and what is told of it: what was there is asked, and not what was there before this run. */
    private static boolean hasBeenPlayable(RecordingContents contents) {
        return contents.tracks().stream()
                .anyMatch(track -> isOfAll(track.name()) && !track.runs().isEmpty());
    }

    private static boolean isPlayable(RecordingContents contents) {
        return contents.tracks().stream()
                .anyMatch(track -> isOfAll(track.name()) && !track.segments().isEmpty());
    }

    private static boolean isOfAll(TrackName track) {
        return track.equals(TrackName.PROGRAMME) || track.isMix();
    }

    private static boolean overlaps(MediaTime time, Duration from, Duration to, Set<Stretch> all) {
        long begins = time.momentAt(from).toEpochMilli();
        long ends = time.momentAt(to).toEpochMilli() + 1;
        return all.stream().anyMatch(one -> one.fromMillis() < ends && begins < one.toMillis());
    }

    /** Returns what of which track has something of somebody. What an older version recorded does not say when: all of it may. */
    static Map<TrackName, List<Stretch>> what(RecordingContents contents, String person) {
        boolean isKnown = !contents.presences().isEmpty();
        List<Stretch> seen = isKnown ? stretches(contents, person, Medium.PICTURE) : List.of(Stretch.WHOLE);
        List<Stretch> heard = isKnown ? stretches(contents, person, Medium.SOUND) : List.of(Stretch.WHOLE);
        Map<TrackName, List<Stretch>> what = new HashMap<>();
        contents.tracks().forEach(track -> {
            TrackName name = track.name();
            if (name.isOf(person)) {
                what.put(name, List.of(Stretch.WHOLE));
            } else if (name.equals(TrackName.PROGRAMME)) {
                what.put(name, seen);
            } else if (name.isMix()) {
                what.put(name, heard);
            }
        });
        return what;
    }

    private static List<Stretch> stretches(RecordingContents contents, String person, Medium medium) {
        List<Stretch> found = new ArrayList<>();
        long since = -1;
        for (Presence one : contents.presences()) {
            if (!one.person().equals(person) || one.medium() != medium) {
                continue;
            }
            if (one.begins() && since < 0) {
                since = one.atMillis();
            } else if (!one.begins() && since >= 0) {
                found.add(stretch(since, one.atMillis()));
                since = -1;
            }
        }
        if (since >= 0) { // The program ended meanwhile.
            found.add(stretch(since, Long.MAX_VALUE - MARGIN_MILLIS));
        }
        return found;
    }

    private static Stretch stretch(long from, long to) {
        return new Stretch(Math.max(0, from - MARGIN_MILLIS), to + MARGIN_MILLIS);
    }

    private void tell(TakingOut one, boolean isGone, RecordingContents left) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Duration length = MediaTime.of(left).map(MediaTime::length).orElse(Duration.ZERO);
        try {
            commands.send(
                    isGone
                            ? new DiscardRecording(one.recording(), now)
                            : new TrimRecording(one.recording(), one.person(), length, left.bytes(), now));
        } catch (Refused no) {
            if (no.code() != RefusalCode.NOT_FOUND) { // It was deleted meanwhile.
                throw no;
            }
        }
    }
}
