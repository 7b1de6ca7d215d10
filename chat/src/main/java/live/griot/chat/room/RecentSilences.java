package live.griot.chat.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admin.AdminBans;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.PersonBanned;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.PersonMuted;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What may be heard of what was sent: a message that was under way when its author was muted or banned, and was stored after that,
 * is told to nobody. This node's memory of who was silenced lately, learned from the log in its order; asks nobody, so that the
 * live socket need not wait for a read model. Thread-safe.
 *
 * <p>A message is under way for moments, so the memory need not reach back further than to the latest of those who were silenced.
 */
@Component
public class RecentSilences {
    private static final int PEOPLE_REMEMBERED = 10_000;
    private static final int SPELLS_REMEMBERED = 10;

    private final AtomicLong newest = new AtomicLong(-1);
    private final Cache<Key, List<Spell>> spells =
            Caffeine.newBuilder().maximumSize(PEOPLE_REMEMBERED).build();

    public RecentSilences() {}

    /** Takes note of an event and where it stands in the log. What stands before what is known already says nothing new. */
    public void learn(Object event, long position) {
        if (position < newest.getAndUpdate(known -> Math.max(known, position))) {
            return;
        }
        switch (event) {
            case PersonMuted muted ->
                begin(
                        new Key(muted.sessionId(), muted.user()),
                        new Spell(Silence.Kind.MUTE, position, muted.until(), Long.MAX_VALUE));
            case PersonBanned banned ->
                begin(
                        new Key(banned.sessionId(), banned.user()),
                        new Spell(Silence.Kind.BAN, position, banned.until(), Long.MAX_VALUE));
            case BannedByAdmin banned ->
                begin(
                        new Key(AdminBans.EVERYWHERE, banned.user()),
                        new Spell(Silence.Kind.BAN, position, banned.until(), Long.MAX_VALUE));
            case AdminBanLifted lifted -> end(new Key(AdminBans.EVERYWHERE, lifted.user()), Silence.Kind.BAN, position);
            case MuteLifted lifted -> end(new Key(lifted.sessionId(), lifted.user()), Silence.Kind.MUTE, position);
            case BanLifted lifted -> end(new Key(lifted.sessionId(), lifted.user()), Silence.Kind.BAN, position);
            default -> {
                // Nobody's voice changes.
            }
        }
    }

    /** Returns whether an event that stands there stands before others that are known: somebody is told what they missed. */
    public boolean isPast(long position) {
        return position < newest.get();
    }

    /** Returns whether a message that stands there in the log was stored while its author might say nothing. */
    public boolean isSilenced(MessageSent message, long position) {
        return isSilenced(message.sessionId(), message, position)
                || isSilenced(AdminBans.EVERYWHERE, message, position);
    }

    private boolean isSilenced(SessionId where, MessageSent message, long position) {
        List<Spell> known = spells.getIfPresent(new Key(where, message.author()));
        return known != null && known.stream().anyMatch(spell -> spell.covers(position, message.at()));
    }

    private void begin(Key who, Spell fresh) {
        spells.asMap().merge(who, List.of(fresh), (known, added) -> {
            List<Spell> all = new ArrayList<>(ended(known, fresh.kind(), fresh.from()));
            all.addAll(added);
            return List.copyOf(all.subList(Math.max(0, all.size() - SPELLS_REMEMBERED), all.size()));
        });
    }

    private void end(Key who, Silence.Kind kind, long position) {
        spells.asMap().computeIfPresent(who, (key, known) -> ended(known, kind, position));
    }

    private static List<Spell> ended(List<Spell> known, Silence.Kind kind, long position) {
        return known.stream()
                .map(spell -> spell.kind() == kind && spell.to() == Long.MAX_VALUE ? spell.endedAt(position) : spell)
                .toList();
    }

    private record Key(SessionId session, UserId person) {}

    /** A time in which somebody may say nothing: between two places in the log, and until a time if there is one. */
    private record Spell(
            Silence.Kind kind, long from, @Nullable Instant until, long to) {
        boolean covers(long position, Instant at) {
            return from < position && position < to && (until == null || at.isBefore(until));
        }

        Spell endedAt(long position) {
            return new Spell(kind, from, until, position);
        }
    }
}
