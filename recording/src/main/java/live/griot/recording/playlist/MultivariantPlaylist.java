package live.griot.recording.playlist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.TrackName;

/**
 * Writes the playlist that names the others (RFC 8216bis, section 4.4.6): the programme with each of the mixes, so that a player takes the
 * first whose codecs it has, or the mixes alone where there is no picture.
 */
public final class MultivariantPlaylist {
    private static final String MIX = "m-";
    /** What every player takes comes first. */
    private static final String TAKEN_BY_ALL = "m-aac";

    private MultivariantPlaylist() {}

    /** Returns whether a track is one that players are told of: the programme and the mixes are. */
    public static boolean shows(TrackName track) {
        return Blank.of(track).isPresent();
    }

    /** Returns the playlist; empty where nothing can be played yet. */
    public static Optional<String> of(List<TrackListing> tracks, PlaylistKind kind) {
        return of(tracks, kind.fileName());
    }

    /** Returns that of playlists that have that name in each track; empty where nothing can be played yet. */
    public static Optional<String> of(List<TrackListing> tracks, String fileName) {
        List<TrackListing> shown = tracks.stream()
                .filter(track -> shows(track.name()) && !track.isEmpty())
                .toList();
        Optional<TrackListing> picture = shown.stream()
                .filter(track -> track.name().equals(TrackName.PROGRAMME))
                .findFirst();
        List<TrackListing> mixes = shown.stream()
                .filter(track -> !track.name().equals(TrackName.PROGRAMME))
                .sorted(Comparator.comparing(
                                (TrackListing track) -> !track.name().value().equals(TAKEN_BY_ALL))
                        .thenComparing(track -> track.name().value()))
                .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(text(picture, mixes, fileName));
    }

    private static String text(Optional<TrackListing> picture, List<TrackListing> mixes, String fileName) {
        PlaylistText to = new PlaylistText().tag("EXT-X-VERSION", 8);
        if (picture.isEmpty()) {
            mixes.forEach(mix -> variant(to, List.of(mix), "", fileName));
            return to.toString();
        }
        for (TrackListing mix : mixes) {
            to.tag(
                    "EXT-X-MEDIA",
                    "TYPE=AUDIO,GROUP-ID=\"%s\",NAME=\"Sound\",DEFAULT=YES,AUTOSELECT=YES,URI=\"%s\""
                            .formatted(group(mix), address(mix, fileName)));
        }
        if (mixes.isEmpty()) {
            variant(to, List.of(picture.get()), "", fileName);
        }
        for (TrackListing mix : mixes) {
            variant(to, List.of(picture.get(), mix), ",AUDIO=\"%s\"".formatted(group(mix)), fileName);
        }
        return to.toString();
    }

    private static String group(TrackListing mix) {
        return mix.name().value().substring(MIX.length());
    }

    private static String address(TrackListing track, String fileName) {
        return track.name() + "/" + fileName;
    }

    private static void variant(PlaylistText to, List<TrackListing> tracks, String audio, String fileName) {
        List<String> attributes = new ArrayList<>();
        attributes.add("BANDWIDTH="
                + bits(tracks.stream().mapToLong(track -> track.rate().peak())));
        attributes.add("AVERAGE-BANDWIDTH="
                + bits(tracks.stream().mapToLong(track -> track.rate().average())));
        attributes.add("CODECS=\"%s\""
                .formatted(tracks.stream()
                        .flatMap(MultivariantPlaylist::codecs)
                        .distinct()
                        .collect(Collectors.joining(","))));
        runs(tracks)
                .filter(run -> run.width() > 0)
                .max(Comparator.comparingLong(run -> (long) run.width() * run.height()))
                .ifPresent(run -> attributes.add("RESOLUTION=%dx%d".formatted(run.width(), run.height())));
        to.tag("EXT-X-STREAM-INF", String.join(",", attributes) + audio);
        to.line(address(tracks.getFirst(), fileName));
    }

    /** At least one bit: nothing is whole yet when a live has just begun. */
    private static long bits(LongStream rates) {
        return Math.max(1, rates.sum());
    }

    private static Stream<String> codecs(TrackListing track) {
        Stream<String> ofBlanks =
                track.hasBlanks() ? Blank.of(track.name()).map(Blank::codecs).stream() : Stream.empty();
        return Stream.concat(track.runs().stream().map(StoredRun::codecs), ofBlanks);
    }

    private static Stream<StoredRun> runs(List<TrackListing> tracks) {
        return tracks.stream().flatMap(track -> track.runs().stream());
    }
}
