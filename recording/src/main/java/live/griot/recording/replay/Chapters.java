package live.griot.recording.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import live.griot.recording.replay.Chapter.Kind;
import live.griot.recording.replay.Chapter.Part;

/** Makes chapters of what happened: each begins where something did, and is ten seconds long at least. */
final class Chapters {
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** How much is told of at the beginning of one. */
    private static final int PARTS = 10;

    private final List<Happening> happenings = new ArrayList<>();
    private final Duration length;

    /** Makes none yet of a recording that is so long. */
    Chapters(Duration length) {
        this.length = length;
    }

    private record Happening(Duration offset, Part part) {}

    /** Adds what happened, in any order. */
    void add(Duration offset, Part part) {
        happenings.add(new Happening(offset, part));
    }

    /** Returns the chapters, in order. What happens less than ten seconds after one began, or before the end, belongs to it. */
    List<Chapter> made() {
        happenings.sort(Comparator.comparing(Happening::offset));
        List<Chapter> chapters = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        Duration begin = Duration.ZERO;
        for (Happening happening : happenings) {
            boolean isNew = happening.offset().compareTo(begin.plus(SHORTEST)) >= 0
                    && happening.offset().plus(SHORTEST).compareTo(length) <= 0;
            if (isNew) {
                close(chapters, begin, parts);
                begin = happening.offset();
            }
            if (parts.size() < PARTS) {
                parts.add(happening.part());
            }
        }
        close(chapters, begin, parts);
        return chapters;
    }

    private static void close(List<Chapter> chapters, Duration begin, List<Part> parts) {
        if (!parts.isEmpty()) {
            Kind kind = parts.stream()
                    .map(Part::code)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            chapters.add(new Chapter(begin, kind, parts));
            parts.clear();
        }
    }
}
