package live.griot.recording.replay;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import live.griot.api.Page;
import live.griot.api.chat.ChatTimeline;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.recording.lifecycle.RecordingBorder;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.timeline.MediaTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls that tell what belongs beside a recording while it plays. Times are those of a player that plays it from its beginning. */
@RestController
@RequestMapping("/api/recordings/{id}")
class ReplayController {
    private static final int MAX_LIMIT = 500;
    private static final int MAX_BUCKETS = 500;
    private static final int MAX_PINS = 200;

    private final RecordingBorder border;
    private final MediaTimes times;
    private final ChatTimeline chat;
    private final Marks marks;
    private final People people;

    ReplayController(RecordingBorder border, MediaTimes times, ChatTimeline chat, Marks marks, People people) {
        this.border = border;
        this.times = times;
        this.chat = chat;
        this.marks = marks;
        this.people = people;
    }

    /**
     * Something that happened in the chat.
     *
     * @param offset when a player shows it
     * @param type the live socket's: messageSent, messagePinned, messageUnpinned, reactionsCounted
     * @param data the live socket's, as it is now
     */
    record Happened(Duration offset, String type, Object data) {}

    /** What happened from {@code from} on and before {@code to}, the earliest first; from the beginning, to the end. */
    @GetMapping("/chat")
    Page<Happened> chat(
            @PathVariable RecordingId id,
            @RequestParam(required = false) @Nullable Duration from,
            @RequestParam(required = false) @Nullable Duration to,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Nullable Principal caller) {
        RecordingRow recording = border.playable(id, caller);
        Optional<MediaTime> known = times.of(id);
        if (known.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        MediaTime time = known.get();
        return chat.between(
                        recording.session(),
                        time.momentAt(from == null ? Duration.ZERO : from),
                        to == null ? time.end() : time.momentAt(to),
                        cursor,
                        Math.clamp(limit, 1, MAX_LIMIT))
                .map(entry ->
                        new Happened(time.offsetOf(entry.at()).orElse(time.length()), entry.type(), entry.data()));
    }

    /** How much was said in each of so many stretches of equal length. */
    @GetMapping("/chat/density")
    Density density(
            @PathVariable RecordingId id, @RequestParam(defaultValue = "100") int buckets, @Nullable Principal caller) {
        RecordingRow recording = border.playable(id, caller);
        int count = Math.clamp(buckets, 1, MAX_BUCKETS);
        return times.of(id)
                .map(time -> Density.of(time, chat.said(recording.session(), firstStretch(time), upToNow(time)), count))
                .orElseGet(() -> new Density(Duration.ZERO, List.of()));
    }

    /** The stretch in which it began has messages of it too. */
    private static Instant firstStretch(MediaTime time) {
        return time.began().minus(ChatTimeline.STRETCH.dividedBy(2));
    }

    private Instant upToNow(MediaTime time) {
        Instant now = border.now();
        return time.end().isAfter(now) ? now : time.end();
    }

    /** What happened on stage, and what was pinned, as stretches of ten seconds at least. */
    @GetMapping("/chapters")
    List<Chapter> chapters(@PathVariable RecordingId id, @Nullable Principal caller) {
        RecordingRow recording = border.playable(id, caller);
        return times.of(id)
                .map(time -> chapters(
                        time, marks.of(id), chat.pinned(recording.session(), time.began(), time.end(), MAX_PINS)))
                .orElse(List.of());
    }

    private List<Chapter> chapters(MediaTime time, List<Mark> happened, List<ChatTimeline.Pinned> pins) {
        Map<UserId, Person> named =
                people.named(happened.stream().map(Mark::person).collect(Collectors.toSet()));
        Chapters chapters = new Chapters(time.length());
        for (Mark mark : happened) {
            Optional<Chapter.Kind> kind = kind(mark.kind());
            Optional<Duration> offset =
                    mark.at().isBefore(time.began()) ? Optional.of(Duration.ZERO) : time.offsetOf(mark.at());
            if (kind.isPresent() && offset.isPresent()) {
                Person person = Objects.requireNonNull(named.get(mark.person()));
                chapters.add(offset.get(), new Chapter.Part(kind.get(), person, null));
            }
        }
        pins.forEach(pin -> time.offsetOf(pin.at())
                .ifPresent(offset -> chapters.add(offset, new Chapter.Part(Chapter.Kind.PINNED, null, pin.message()))));
        return chapters.made();
    }

    private static Optional<Chapter.Kind> kind(Mark.Kind kind) {
        return switch (kind) {
            case HOST -> Optional.of(Chapter.Kind.HOST);
            case CAME -> Optional.of(Chapter.Kind.CAME);
            case LEFT -> Optional.of(Chapter.Kind.LEFT);
            case SCREEN_ON -> Optional.of(Chapter.Kind.SCREEN);
            case SCREEN_OFF -> Optional.empty();
        };
    }
}
