package live.griot.recording.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where each file is: {@code <recording>/index}, {@code <recording>/<track>/run-<number>.mp4} for init segments, {@code
 * <recording>/<track>/<number>.m4s} for segments, {@code <recording>/x/} for what is made of it. What is being deleted is in {@code
 * .gone-<recording>}, which is no recording's name.
 *
 * @param root the directory of all recordings
 */
record RecordingFiles(Path root) {
    private static final String INDEX = "index";
    /** No track's name. */
    private static final String EXPORTS = "x";

    private static final String GONE = ".gone-";
    private static final String LOCK = ".lock";
    /** Up to 18 digits: what no {@code long} holds is no number of ours. */
    private static final Pattern SEGMENT = Pattern.compile("([1-9][0-9]{0,17})\\.m4s");

    private static final Pattern RUN = Pattern.compile("run-([1-9][0-9]{0,17})\\.mp4");

    Path directory(RecordingName recording) {
        return root.resolve(recording.value());
    }

    Path index(RecordingName recording) {
        return directory(recording).resolve(INDEX);
    }

    Path track(RecordingName recording, TrackName track) {
        return directory(recording).resolve(track.value());
    }

    Path run(RecordingName recording, TrackName track, long number) {
        return track(recording, track).resolve("run-%d.mp4".formatted(number));
    }

    Path segment(RecordingName recording, TrackName track, long number) {
        return track(recording, track).resolve(number + ".m4s");
    }

    /** Where what is made of a recording is, downloads say: its makers know what belongs there. */
    Path exports(RecordingName recording) {
        return directory(recording).resolve(EXPORTS);
    }

    Path gone(RecordingName recording) {
        return root.resolve(GONE + recording.value());
    }

    Path lock() {
        return root.resolve(LOCK);
    }

    /** Returns what a file is called where recordings are kept beside this machine's disk: its path from the root. */
    String key(Path file) {
        StringJoiner key = new StringJoiner("/");
        root.relativize(file).forEach(name -> key.add(name.toString()));
        return key.toString();
    }

    /** Returns the number of a segment by its file's name; empty where it is no segment's. */
    static OptionalLong segmentNumber(Path file) {
        return number(SEGMENT, file);
    }

    /** Returns the number of a run by its init segment's file's name; empty where it is none's. */
    static OptionalLong runNumber(Path file) {
        return number(RUN, file);
    }

    private static OptionalLong number(Pattern pattern, Path file) {
        Matcher name = pattern.matcher(file.getFileName().toString());
        return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    /** Returns the tracks of a recording that have a directory, in the order of their names. */
    List<TrackName> tracks(RecordingName recording) throws IOException {
        return directories(directory(recording))
                .filter(TrackName::isName)
                .map(TrackName::new)
                .toList();
    }

    /** Returns the recordings that have a directory, in the order of their names. */
    List<RecordingName> recordings() throws IOException {
        return directories(root)
                .filter(RecordingName::isName)
                .map(RecordingName::new)
                .toList();
    }

    private static Stream<String> directories(Path within) throws IOException {
        return list(within).stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .map(path -> path.getFileName().toString());
    }

    /** Returns the directories of recordings whose deletion has begun. */
    List<Path> gone() throws IOException {
        return list(root).stream()
                .filter(path -> path.getFileName().toString().startsWith(GONE))
                .toList();
    }

    /** Returns what is in a directory, in order; nothing where there is none. */
    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
