package live.griot.recording.playlist;

import java.util.ArrayList;
import java.util.List;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.TrackName;

/**
 * Cuts a stretch out of what is listed, without a byte of its own: the same segments, the first and the last of them without the parts that
 * nobody needs. All tracks begin at one moment: with a key frame at or before the wished beginning, and so far before it that the sound,
 * which can begin with each part, is there too. Immutable, for as long as the listings are not updated.
 */
public final class ClipCut {
    private final ClipRange range;
    private final long startMicros;

    private ClipCut(ClipRange range, long startMicros) {
        this.range = range;
        this.startMicros = startMicros;
    }

    /** Cuts what tracks list, of which none is empty. */
    public static ClipCut of(List<TrackListing> tracks, ClipRange range) {
        TrackListing picture = tracks.stream()
                .filter(track -> track.name().equals(TrackName.PROGRAMME))
                .findFirst()
                .orElse(tracks.getFirst());
        return new ClipCut(range, start(picture, tracks, range.fromMicros()));
    }

    /** Returns how long after its beginning the stretch begins that is wished. */
    public long leadMicros() {
        return range.fromMicros() - startMicros;
    }

    /** The last beginning at which a decoder can begin, and behind which no track has nothing when the stretch begins. */
    private static long start(TrackListing picture, List<TrackListing> tracks, long from) {
        List<ListedSegment> segments = picture.segments();
        int at = Math.max(0, picture.segmentAt(from));
        long last = segments.isEmpty() ? 0 : Math.min(from, segments.get(at).startMicros());
        boolean isFound = false;
        for (; at >= 0 && at < segments.size(); at--) {
            for (long start : beginnings(segments.get(at), from).reversed()) {
                if (from - start > PlaylistLimits.CLIP_LEAD_MICROS && isFound) {
                    return last;
                }
                if (tracks.stream().allMatch(track -> track == picture || firstAt(track, start) <= from)) {
                    return start;
                }
                last = isFound ? last : start;
                isFound = true;
            }
        }
        return last;
    }

    /** The moments at or before that one at which a decoder can begin with a segment. */
    private static List<Long> beginnings(ListedSegment segment, long from) {
        List<Long> found = new ArrayList<>();
        if (segment.isBlank()) {
            long latest = Math.min(from, segment.endMicros()) - PlaylistLimits.PART_MICROS;
            found.add(Math.max(segment.startMicros(), latest));
        }
        for (int i = 0; i < segment.parts().size(); i++) {
            if (segment.parts().get(i).independent() && startOf(segment, i) <= from) {
                found.add(startOf(segment, i));
            }
        }
        return found;
    }

    /** Returns from when on a track has something that begins at that moment or behind it. */
    private static long firstAt(TrackListing track, long start) {
        int at = track.segmentAt(start);
        if (at < 0) {
            return start;
        }
        ListedSegment segment = track.segments().get(at);
        int part = firstPart(segment, start);
        return segment.isBlank() || segment.endMicros() <= start
                ? start
                : part < segment.parts().size() ? startOf(segment, part) : segment.endMicros();
    }

    /** Returns what a track has of it. */
    List<ListedSegment> of(TrackListing track) {
        List<ListedSegment> cut = new ArrayList<>();
        List<ListedSegment> all = track.segments();
        for (int at = Math.max(0, track.segmentAt(startMicros)); at < all.size(); at++) {
            ListedSegment segment = all.get(at);
            if (segment.startMicros() >= range.toMicros()) {
                break;
            }
            if (segment.endMicros() > startMicros) {
                cut(segment, cut);
            }
        }
        if (cut.isEmpty() && !all.isEmpty()) {
            addBlanks(all.getLast(), startMicros, range.toMicros(), cut);
        }
        return cut;
    }

    private void cut(ListedSegment segment, List<ListedSegment> to) {
        long from = Math.max(startMicros, segment.startMicros());
        if (segment.isBlank()) {
            addBlanks(segment, from, Math.min(range.toMicros(), segment.endMicros()), to);
            return;
        }
        int first = firstPart(segment, from);
        int end = first;
        while (end < segment.parts().size() && startOf(segment, end) < range.toMicros()) {
            end++;
        }
        long begins = first < segment.parts().size() ? startOf(segment, first) : segment.endMicros();
        boolean isHole = begins - from >= PlaylistLimits.HOLE_MICROS || end == first;
        if (isHole) {
            addBlanks(segment, from, Math.min(begins, range.toMicros()), to);
        }
        if (end > first) {
            to.add(parts(segment, first, end, isHole ? begins : from));
        }
    }

    private static ListedSegment parts(ListedSegment segment, int first, int end, long startMicros) {
        boolean isToItsEnd = end == segment.parts().size();
        return new ListedSegment(
                segment.sequence(),
                segment.seams(),
                segment.run(),
                segment.firstIndex() + first,
                segment.firstOrdinal() + first,
                segment.parts().subList(first, end),
                startMicros,
                isToItsEnd ? segment.endMicros() : startOf(segment, end),
                mediaAt(segment, startMicros),
                true);
    }

    private static void addBlanks(ListedSegment where, long fromMicros, long toMicros, List<ListedSegment> to) {
        for (long at = fromMicros; at < toMicros; at += PlaylistLimits.BLANK_STEP_MICROS) {
            to.add(blank(where, at, Math.min(toMicros, at + PlaylistLimits.BLANK_STEP_MICROS)));
        }
    }

    private static ListedSegment blank(ListedSegment where, long fromMicros, long toMicros) {
        return new ListedSegment(
                where.sequence(),
                where.seams(),
                null,
                0,
                where.firstOrdinal(),
                List.of(),
                fromMicros,
                toMicros,
                mediaAt(where, fromMicros),
                true);
    }

    private static long mediaAt(ListedSegment segment, long micros) {
        return segment.mediaMicros() + micros - segment.startMicros();
    }

    /** Returns the place of a segment's first part that begins at a moment or behind it; the number of its parts where there is none. */
    private static int firstPart(ListedSegment segment, long micros) {
        int part = 0;
        while (part < segment.parts().size() && startOf(segment, part) < micros) {
            part++;
        }
        return part;
    }

    /** When a part begins, in playlist time. A segment may begin a little before its first: it makes up for a hole. */
    private static long startOf(ListedSegment segment, int part) {
        StoredRun run = segment.run();
        if (part == 0 || run == null) {
            return segment.startMicros();
        }
        StoredPart last = segment.parts().getLast();
        long left = last.endTime() - segment.parts().get(part).start();
        return segment.endMicros() - left * PlaylistLimits.SECOND_MICROS / run.timescale();
    }
}
