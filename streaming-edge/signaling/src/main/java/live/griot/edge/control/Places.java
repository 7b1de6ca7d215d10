package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.SESSION_FULL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The places for viewers in each session: one for each ticket, whatever its bearer connects with. Who comes again shares the place of
 * their ticket; in a session that is full, who comes again with another ticket takes over the place that they have, since its connection
 * may be gone without anybody having noticed. Thread-safe.
 */
final class Places {
    private final Map<SessionId, Map<AttendanceId, Place>> sessions = new HashMap<>();
    private final int limit;

    private record Place(Ticket ticket, List<Hold> holds) {}

    /** A claim to a place, until it is given back. */
    final class Hold {
        private final Ticket ticket;
        private final Runnable whenTakenOver;

        private Hold(Ticket ticket, Runnable whenTakenOver) {
            this.ticket = ticket;
            this.whenTakenOver = whenTakenOver;
        }

        /** Gives the place back, if this is the last claim to it; a second call does nothing. */
        void giveBack() {
            Places.this.giveBack(this);
        }
    }

    /** Allows so many places for each session, at least 1. */
    Places(int limit) {
        this.limit = limit;
    }

    /**
     * Takes a place for the ticket's bearer; refuses with SESSION_FULL.
     *
     * @param before what they hold by another ticket and give up, or null
     * @param whenTakenOver is run, on another caller's thread, when its person comes again and there is no other place for them
     */
    Hold take(Ticket ticket, @Nullable Hold before, Runnable whenTakenOver) {
        Hold hold = new Hold(ticket, whenTakenOver);
        take(hold, before).forEach(taken -> taken.whenTakenOver.run());
        return hold;
    }

    /** Returns the claims that were overridden. */
    private synchronized List<Hold> take(Hold hold, @Nullable Hold before) {
        if (before != null) {
            giveBack(before);
        }
        Ticket ticket = hold.ticket;
        Map<AttendanceId, Place> places = sessions.computeIfAbsent(ticket.session(), id -> new LinkedHashMap<>());
        Place own = places.get(ticket.id());
        if (own != null) {
            own.holds.add(hold);
            return List.of();
        }
        List<Hold> overridden = List.of();
        if (places.size() >= limit) {
            Place another = placeOf(ticket.user(), places);
            if (another == null) {
                throw new Refused(SESSION_FULL, "All %d places are taken; try again later".formatted(limit));
            }
            places.remove(another.ticket.id());
            overridden = another.holds;
        }
        places.put(ticket.id(), new Place(ticket, new ArrayList<>(List.of(hold))));
        return overridden;
    }

    private synchronized void giveBack(Hold hold) {
        Map<AttendanceId, Place> places = sessions.getOrDefault(hold.ticket.session(), Map.of());
        Place place = places.get(hold.ticket.id());
        if (place != null && place.holds.remove(hold) && place.holds.isEmpty()) {
            places.remove(hold.ticket.id());
            if (places.isEmpty()) {
                sessions.remove(hold.ticket.session());
            }
        }
    }

    /** Returns whether that person, null for somebody without an account, would find a place now: a free one, or one that they have. */
    synchronized boolean hasRoom(SessionId session, @Nullable UserId person) {
        Map<AttendanceId, Place> places = sessions.getOrDefault(session, Map.of());
        return places.size() < limit || placeOf(person, places) != null;
    }

    /** Returns the first of a person's places, or null. */
    private static @Nullable Place placeOf(@Nullable UserId person, Map<AttendanceId, Place> places) {
        return person == null
                ? null
                : places.values().stream()
                        .filter(place -> person.equals(place.ticket.user()))
                        .findFirst()
                        .orElse(null);
    }
}
