package live.griot.chat.message;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.chat.MessageSent;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import live.griot.chat.limit.ChatProperties;
import live.griot.chat.room.Silences;
import live.griot.chat.timeline.TimelineWriter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;

/**
 * Writes the messages that arrive in one batch of events together: a few statements for all of them, where one after another would
 * each cross to the database many times. They are written before any other event of the batch is handled, and at its end at the
 * latest, in the same transaction; so whoever reads the tables sees what one by one would have made. Called by the projection's
 * thread alone.
 */
@Component
class ArrivingMessages {
    private static final String UNWRITTEN = ArrivingMessages.class.getName();

    /** A twentieth more than is kept gathers before the oldest are forgotten, together: that costs a fraction of one by one. */
    private static final int PART_TO_GATHER = 20;

    private final NamedParameterJdbcOperations db;
    private final Silences silences;
    private final Figures figures;
    private final KeptMessages kept;
    private final TimelineWriter timeline;
    private final int keep;

    ArrivingMessages(
            NamedParameterJdbcOperations db,
            Silences silences,
            Figures figures,
            KeptMessages kept,
            TimelineWriter timeline,
            ChatProperties limits) {
        this.db = db;
        this.silences = silences;
        this.figures = figures;
        this.kept = kept;
        this.timeline = timeline;
        this.keep = limits.keepMessages();
    }

    /** Takes a message, to be written in the current unit of work. */
    void add(MessageSent message) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        unwritten(unit).add(message);
    }

    /** Writes what was added in the current unit of work and is not written yet. */
    void write() {
        CurrentUnitOfWork.ifStarted(unit -> {
            List<MessageSent> arrived = unit.getResource(UNWRITTEN);
            if (arrived != null && !arrived.isEmpty()) {
                List<MessageSent> some = List.copyOf(arrived);
                arrived.clear();
                write(heard(some));
            }
        });
    }

    private List<MessageSent> unwritten(UnitOfWork<?> unit) {
        return unit.getOrComputeResource(UNWRITTEN, first -> {
            unit.onPrepareCommit(batch -> write());
            return new ArrayList<>();
        });
    }

    /** A message that was under way when its author was silenced, and was stored after that, is kept by nobody. */
    private List<MessageSent> heard(List<MessageSent> arrived) {
        Set<SessionId> sessions = arrived.stream().map(MessageSent::sessionId).collect(Collectors.toSet());
        Set<UserId> authors = arrived.stream().map(MessageSent::author).collect(Collectors.toSet());
        Silences.Among among = silences.among(sessions, authors);
        return arrived.stream()
                .filter(message -> !among.isSilent(message.sessionId(), message.author(), message.at()))
                .toList();
    }

    /** The oldest are forgotten after the same message, whatever batch it is in: a replay builds the same tables. */
    private void write(List<MessageSent> arrived) {
        Map<SessionId, Long> rooms =
                figures.kept(arrived.stream().map(MessageSent::sessionId).collect(Collectors.toSet()));
        List<MessageSent> next = new ArrayList<>();
        for (MessageSent message : arrived) {
            next.add(message);
            long there = rooms.merge(message.sessionId(), 1L, Long::sum);
            if (there > keep + keep / PART_TO_GATHER) {
                insert(next);
                next.clear();
                int forgotten = kept.forgetOldest(message.sessionId(), there - keep);
                rooms.put(message.sessionId(), there - forgotten);
            }
        }
        insert(next);
    }

    private void insert(List<MessageSent> messages) {
        if (messages.isEmpty()) {
            return;
        }
        db.getJdbcOperations().batchUpdate("""
                INSERT INTO chat_message
                  (id, session_id, author_id, author_role, sealed_content, reply_to, deleted, sent_at)
                VALUES (?, ?, ?, ?, ?, ?, FALSE, ?)""", messages, messages.size(), ArrivingMessages::fill);
        Map<SessionId, List<MessageSent>> bySession = new HashMap<>();
        messages.forEach(message -> bySession
                .computeIfAbsent(message.sessionId(), session -> new ArrayList<>())
                .add(message));
        bySession.forEach((session, said) -> figures.said(session, said.size(), lastOfEach(said)));
        timeline.said(messages);
    }

    private static Map<UserId, Instant> lastOfEach(Collection<MessageSent> said) {
        Map<UserId, Instant> last = new HashMap<>();
        said.forEach(message -> last.put(message.author(), message.at()));
        return last;
    }

    /** By places: parameters with names cost a twentieth of a replay. */
    private static void fill(PreparedStatement row, MessageSent message) throws SQLException {
        row.setString(1, message.messageId().value());
        row.setString(2, message.sessionId().value());
        row.setString(3, message.author().value());
        row.setString(4, message.role().name());
        row.setString(5, message.sealedContent());
        row.setString(6, message.replyTo() == null ? null : message.replyTo().value());
        row.setLong(7, Micros.of(message.at()));
    }
}
