package live.griot.chat.moderation;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import live.griot.api.Page;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.chat.border.ChatBorder;
import live.griot.chat.message.MessageReader;
import live.griot.chat.message.MessageView;
import live.griot.chat.message.StoredMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The call that reads the moderation log. */
@RestController
class ModerationController {
    private static final int MAX_LIMIT = 100;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})_([A-Za-z0-9-]{1,64})");

    private final ChatBorder border;
    private final ModerationLog log;
    private final MessageReader messages;
    private final People people;
    private final PersonalText personalText;

    ModerationController(
            ChatBorder border, ModerationLog log, MessageReader messages, People people, PersonalText personalText) {
        this.border = border;
        this.log = log;
        this.messages = messages;
        this.people = people;
        this.personalText = personalText;
    }

    /**
     * An entry of the log.
     *
     * @param id what {@code undoes} of another entry calls it
     * @param by who did it, or null for the end of a time
     * @param byAdmin whether they did it as an admin
     * @param user to whom, or null where it concerned nobody in particular
     * @param reason null where none was given or it was erased
     * @param until until when it was to hold, or null
     * @param messageId the message that it was about, or null
     * @param detail what exactly, where the action alone does not say it
     * @param undoes the id of the entry that it undid, or null
     * @param messages the last messages before it, oldest first, as they stood then: with words that were deleted since
     */
    record LogEntry(
            String id,
            Instant at,
            @Nullable Person by,
            boolean byAdmin,
            @Nullable Person user,
            Action action,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable MessageId messageId,
            @Nullable String detail,
            @Nullable String undoes,
            List<MessageView> messages) {}

    @GetMapping("/api/sessions/{id}/moderation")
    Page<LogEntry> latestFirst(
            @PathVariable SessionId id,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal caller) {
        border.allowed(Deed.SEE_MODERATION, id, caller);
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        List<Entry> found = log.latestFirst(id, cursor == null ? null : place(cursor), bounded + 1);
        boolean more = found.size() > bounded;
        List<Entry> entries = more ? found.subList(0, bounded) : found;
        return new Page<>(views(entries), more ? cursor(entries.getLast()) : null);
    }

    private List<LogEntry> views(List<Entry> entries) {
        Map<String, List<StoredMessage>> before = log.messagesBefore(entries);
        Map<UserId, Person> named = people.named(entries.stream()
                .flatMap(entry -> Stream.of(entry.by(), entry.user()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return entries.stream()
                .map(entry -> view(entry, before.getOrDefault(entry.id(), List.of()), named))
                .toList();
    }

    private LogEntry view(Entry entry, List<StoredMessage> before, Map<UserId, Person> named) {
        return new LogEntry(
                entry.id(),
                entry.at(),
                entry.by() == null ? null : named.get(entry.by()),
                entry.action().isByAdmin(),
                entry.user() == null ? null : named.get(entry.user()),
                entry.action(),
                reason(entry),
                entry.until(),
                entry.message(),
                entry.detail(),
                entry.undoes(),
                messages.readBare(before));
    }

    private @Nullable String reason(Entry entry) {
        UserId by = entry.by();
        String sealed = entry.sealedReason();
        return by == null || sealed == null
                ? null
                : personalText.open(by, sealed).orElse(null);
    }

    private static String cursor(Entry entry) {
        ModerationLog.Place place = ModerationLog.placeOf(entry);
        return place.micros() + "_" + place.id();
    }

    private static ModerationLog.Place place(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new Refused(RefusalCode.VALIDATION_FAILED, "cursor is not valid");
        }
        return new ModerationLog.Place(Long.parseLong(matcher.group(1)), matcher.group(2));
    }
}
