package live.griot.chat.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import live.griot.api.Page;
import live.griot.api.chat.ChatTimeline;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.store.Micros;
import live.griot.chat.applause.Reactions;
import live.griot.chat.message.MessageReader;
import live.griot.chat.message.MessageView;
import live.griot.chat.message.StoredMessage;
import live.griot.chat.room.Pin;
import live.griot.chat.timeline.Timeline;
import live.griot.chat.timeline.TimelineEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what happened in the chat of a recorded session as the live socket did, but as it is now. Thread-safe. */
@Component
public class ReplayedChat implements ChatTimeline {
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,17})\\.([0-9]{1,18})");

    private final Timeline timeline;
    private final MessageReader reader;

    public ReplayedChat(Timeline timeline, MessageReader reader) {
        this.timeline = timeline;
        this.reader = reader;
    }

    @Override
    public Page<Entry> between(SessionId session, Instant from, Instant to, @Nullable String cursor, int limit) {
        Timeline.After after = cursor == null ? Timeline.After.before(from) : later(from, cursor);
        Page<TimelineEntry> page =
                Page.cut(timeline.entries(session, after, to, limit + 1), limit, ReplayedChat::cursorOf);
        Map<MessageId, MessageView> said = said(messagesOf(page.items()));
        return page.map(entry -> switch (entry) {
            case TimelineEntry.Message message ->
                new Entry(
                        entry.at(),
                        "messageSent",
                        Objects.requireNonNull(said.get(message.message().messageId())));
            case TimelineEntry.Pin pin ->
                new Entry(entry.at(), pin.pinned() ? "messagePinned" : "messageUnpinned", new Pin(pin.message()));
            case TimelineEntry.Reactions reactions ->
                new Entry(entry.at(), "reactionsCounted", new Reactions(reactions.counts()));
        });
    }

    private static String cursorOf(TimelineEntry last) {
        return "%d.%d".formatted(Micros.of(last.at()), last.place());
    }

    private static Timeline.After later(Instant from, String cursor) {
        Matcher read = CURSOR.matcher(cursor);
        if (!read.matches()) {
            throw new Refused(RefusalCode.VALIDATION_FAILED, "cursor is not one of an answer");
        }
        Instant at = Micros.toInstant(Long.parseLong(read.group(1)));
        return at.isBefore(from) ? Timeline.After.before(from) : new Timeline.After(at, Long.parseLong(read.group(2)));
    }

    private static List<TimelineEntry.Message> messagesOf(List<TimelineEntry> entries) {
        return entries.stream()
                .filter(TimelineEntry.Message.class::isInstance)
                .map(TimelineEntry.Message.class::cast)
                .toList();
    }

    private Map<MessageId, MessageView> said(List<TimelineEntry.Message> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        Map<MessageId, Map<String, Integer>> reactions = timeline.reactions(
                messages.stream().map(one -> one.message().messageId()).toList());
        return reader.readReplayed(messages.stream().map(StoredMessage::of).toList(), reactions).stream()
                .collect(Collectors.toMap(MessageView::id, view -> view));
    }

    @Override
    public List<Pinned> pinned(SessionId session, Instant from, Instant to, int limit) {
        List<TimelineEntry.Pin> pins = timeline.pins(session, from, to, limit);
        Map<MessageId, MessageView> said = said(List.copyOf(
                timeline.messages(pins.stream().map(TimelineEntry.Pin::message).collect(Collectors.toSet()))
                        .values()));
        List<Pinned> pinned = new ArrayList<>();
        for (TimelineEntry.Pin pin : pins) {
            MessageView message = said.get(pin.message());
            if (message != null && !message.deleted()) {
                pinned.add(new Pinned(pin.at(), message));
            }
        }
        return pinned;
    }

    @Override
    public List<Said> said(SessionId session, Instant from, Instant to) {
        return timeline.said(session, from, to).entrySet().stream()
                .map(one -> new Said(one.getKey(), one.getValue()))
                .toList();
    }
}
