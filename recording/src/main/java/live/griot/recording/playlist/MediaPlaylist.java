package live.griot.recording.playlist;

import java.util.List;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * Writes the playlist of one track (RFC 8216bis, section 4.4.3). The time of all tracks is one, so a new init segment is no discontinuity:
 * only a pause that is cut out is one, in all tracks alike.
 */
public final class MediaPlaylist {
    private static final int VERSION = 8;
    private static final String END = "#EXT-X-ENDLIST";

    private final TrackListing track;
    private final long beganMillis;
    private final PlaylistText to = new PlaylistText();
    private @Nullable MediaName init;
    private int seams;
    private boolean isDated;

    private MediaPlaylist(TrackListing track, long beganMillis) {
        this.track = track;
        this.beganMillis = beganMillis;
        to.tag("EXT-X-VERSION", VERSION).tag("EXT-X-TARGETDURATION", PlaylistLimits.TARGET_SECONDS);
    }

    /**
     * Returns the playlist of all that is whole, by which one can seek back to the beginning while more comes.
     *
     * @param beganMillis the wall clock at the recording's beginning, in milliseconds since 1970
     */
    public static String whole(TrackListing track, long beganMillis) {
        return new MediaPlaylist(track, beganMillis).whole();
    }

    /**
     * Returns the playlist of the newest segments and parts.
     *
     * @param beganMillis the wall clock at the recording's beginning, in milliseconds since 1970
     * @param epoch of the names of parts
     * @param others the other tracks, of which is told how far they are
     */
    public static String window(TrackListing track, long beganMillis, String epoch, List<TrackListing> others) {
        return new MediaPlaylist(track, beganMillis).window(epoch, others);
    }

    /**
     * Returns the playlist of what a cut leaves of a track. It never grows.
     *
     * @param beganMillis the wall clock at the recording's beginning, in milliseconds since 1970
     */
    public static String clip(TrackListing track, long beganMillis, ClipCut cut) {
        return new MediaPlaylist(track, beganMillis).clip(cut);
    }

    private String clip(ClipCut cut) {
        List<ListedSegment> listed = cut.of(track);
        seams = listed.isEmpty() ? 0 : listed.getFirst().seams();
        to.tag("EXT-X-PLAYLIST-TYPE", "VOD")
                .tag("EXT-X-MEDIA-SEQUENCE", 0)
                .tag("EXT-X-DISCONTINUITY-SEQUENCE", seams)
                .start(cut.leadMicros());
        for (ListedSegment segment : listed) {
            describe(segment);
            list(segment);
        }
        return to.line(END).toString();
    }

    private String whole() {
        to.tag("EXT-X-PLAYLIST-TYPE", track.isFinished() ? "VOD" : "EVENT").tag("EXT-X-MEDIA-SEQUENCE", 0);
        for (ListedSegment segment : track.segments()) {
            describe(segment);
            list(segment);
        }
        return ended();
    }

    private String window(String epoch, List<TrackListing> others) {
        List<ListedSegment> all = track.segments();
        List<ListedSegment> listed = all.subList(Math.max(0, all.size() - PlaylistLimits.WINDOW_SEGMENTS), all.size());
        ListedSegment open = track.open();
        ListedSegment first = listed.isEmpty() ? open : listed.getFirst();
        ListedSegment last = open != null || listed.isEmpty() ? open : listed.getLast();
        long partsFrom = last == null ? 0 : last.endMicros() - PlaylistLimits.PARTS_LISTED_MICROS;
        long partTarget = partTarget(listed, open, partsFrom);
        to.tag("EXT-X-SERVER-CONTROL", "CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=" + PlaylistText.seconds(3 * partTarget))
                .tag("EXT-X-PART-INF", "PART-TARGET=" + PlaylistText.seconds(partTarget))
                .tag("EXT-X-MEDIA-SEQUENCE", first == null ? 0 : first.sequence());
        seams = first == null ? 0 : first.seams();
        to.tag("EXT-X-DISCONTINUITY-SEQUENCE", seams);
        for (ListedSegment segment : listed) {
            describe(segment);
            if (segment.endMicros() > partsFrom) {
                listParts(segment, epoch);
            }
            list(segment);
        }
        if (open != null) {
            describe(open);
            listParts(open, epoch);
        }
        if (!track.isFinished()) {
            String next = new MediaName.Part(epoch, track.nextOrdinal()).toString();
            to.tag("EXT-X-PRELOAD-HINT", "TYPE=PART,URI=\"%s\"".formatted(next));
            others.forEach(this::report);
        }
        return ended();
    }

    /** The length that no part exceeds: a picture that stands for long makes one longer than others. */
    private static long partTarget(List<ListedSegment> listed, @Nullable ListedSegment open, long partsFrom) {
        long longest = PlaylistLimits.PART_MICROS;
        for (ListedSegment segment : listed) {
            if (segment.endMicros() > partsFrom) {
                longest = Math.max(longest, longestPart(segment));
            }
        }
        return open == null ? longest : Math.max(longest, longestPart(open));
    }

    private static long longestPart(ListedSegment segment) {
        return segment.parts().stream()
                .mapToLong(part -> duration(segment, part))
                .max()
                .orElse(0);
    }

    private static long duration(ListedSegment segment, StoredPart part) {
        StoredRun of = segment.run();
        return of == null ? 0 : part.duration() * PlaylistLimits.SECOND_MICROS / of.timescale();
    }

    /** Says what a segment needs before it, and when it is. */
    private void describe(ListedSegment segment) {
        boolean isCut = segment.seams() > seams;
        for (; seams < segment.seams(); seams++) {
            to.line("#EXT-X-DISCONTINUITY");
        }
        StoredRun run = segment.run();
        MediaName needed = run == null ? new MediaName.BlankInit() : MediaName.Init.of(run);
        boolean isNew = !needed.equals(init);
        if (isNew) {
            to.tag("EXT-X-MAP", "URI=\"%s\"".formatted(needed));
            init = needed;
        }
        if (isNew || isCut || !isDated) {
            to.dateTime(beganMillis, segment.mediaMicros());
            isDated = true;
        }
    }

    private void list(ListedSegment segment) {
        to.tag("EXTINF", PlaylistText.seconds(segment.durationMicros()) + ",");
        MediaName name = segment.isBlank()
                ? new MediaName.BlankSegment(segment.mediaMicros(), segment.mediaMicros() + segment.durationMicros())
                : MediaName.Segment.of(segment);
        to.line(name.toString());
    }

    private void listParts(ListedSegment segment, String epoch) {
        long ordinal = segment.firstOrdinal();
        for (StoredPart part : segment.parts()) {
            String name = new MediaName.Part(epoch, ordinal++).toString();
            to.tag(
                    "EXT-X-PART",
                    "DURATION=%s,URI=\"%s\"%s"
                            .formatted(
                                    PlaylistText.seconds(duration(segment, part)),
                                    name,
                                    part.independent() ? ",INDEPENDENT=YES" : ""));
        }
    }

    private void report(TrackListing other) {
        List<ListedSegment> segments = other.segments();
        ListedSegment open = other.open();
        ListedSegment newest = open != null || segments.isEmpty() ? open : segments.getLast();
        if (newest != null) {
            String part =
                    newest.isBlank() ? "" : ",LAST-PART=" + (newest.parts().size() - 1);
            to.tag(
                    "EXT-X-RENDITION-REPORT",
                    "URI=\"../%s/%s\",LAST-MSN=%d%s"
                            .formatted(other.name(), PlaylistKind.WINDOW.fileName(), newest.sequence(), part));
        }
    }

    private String ended() {
        if (track.isFinished()) {
            to.line(END);
        }
        return to.toString();
    }
}
