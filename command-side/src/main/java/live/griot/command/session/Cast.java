package live.griot.command.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Caller;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCreated;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** Who is what in one live session. Decides nothing: it only takes note of what happened, and answers. */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers.
final class Cast {
    private SessionId session;
    private Admittances admittances;
    private UserId host;

    /** Who has a seat, the host too, and what they show. */
    private final Map<UserId, Devices> seated = new LinkedHashMap<>();

    private final Set<UserId> moderators = new HashSet<>();

    private final Map<UserId, Ban> banned = new HashMap<>();

    /** Who has no account, came by a link that is counted and said a name, and was not put out. */
    private final Set<UserId> guests = new HashSet<>();

    /** Who was put out, and has not come back: an {@link Admittance} of theirs is good no longer. */
    private final Set<UserId> putOut = new HashSet<>();

    /** By whom somebody is banned, and until when if there is an end to it. */
    record Ban(UserId by, @Nullable Instant until) {}

    UserId host() {
        return host;
    }

    boolean isHost(UserId person) {
        return host.equals(person);
    }

    boolean isOnStage(UserId person) {
        return seated.containsKey(person);
    }

    boolean isModerator(UserId person) {
        return moderators.contains(person);
    }

    boolean isBanned(UserId person) {
        return banned.containsKey(person);
    }

    /** Returns somebody's ban, or nothing when they are not banned. */
    Optional<Ban> banOf(UserId person) {
        return Optional.ofNullable(banned.get(person));
    }

    /** Refuses what would bring in somebody who is banned. */
    void refuseBanned(UserId person) {
        if (isBanned(person)) {
            throw new Refused(RefusalCode.PERSON_BANNED, "Lift the ban first");
        }
    }

    /** Refuses to undo, or put another in its place, a ban by somebody who is above. */
    void onlyBansFromNoHigher(UserId by, UserId person) {
        Ban ban = banned.get(person);
        if (ban != null && rank(ban.by()) > rank(by)) {
            throw new Refused(RefusalCode.FORBIDDEN, "The host banned this person, and only the host undoes it");
        }
    }

    /** Returns how many seats are taken, the host's too. */
    int seatsTaken() {
        return seated.size();
    }

    int moderators() {
        return moderators.size();
    }

    int bans() {
        return banned.size();
    }

    /** Returns what somebody shows; nothing for who has no seat. */
    Devices devicesOf(UserId person) {
        return seated.getOrDefault(person, Devices.OFF);
    }

    Role roleOf(UserId person) {
        if (isHost(person)) {
            return Role.HOST;
        }
        if (isModerator(person)) {
            return Role.MODERATOR;
        }
        return isOnStage(person) ? Role.GUEST : Role.VIEWER;
    }

    /** Returns the column of the table of permissions; who is not on stage counts as a viewer, whether they watch or not. */
    Caller callerOf(UserId person) {
        if (isBanned(person)) {
            return Caller.BANNED;
        }
        return takesPart(person) ? Caller.of(roleOf(person), true) : Caller.ANONYMOUS;
    }

    /** Refuses to give a part to somebody who only watches, without an account or a name. */
    void refuseNobody(UserId person) {
        if (!takesPart(person)) {
            throw new Refused(RefusalCode.NOT_PRESENT, "Who has no account comes by a link first, and says a name");
        }
    }

    private boolean takesPart(UserId person) {
        return !person.isGuest() || guests.contains(person) || isOnStage(person) || isAdmitted(person);
    }

    /** Returns whether somebody came by an endless link, and was not put out. */
    boolean isAdmitted(UserId person) {
        return !wasPutOut(person) && admittances.has(session, person);
    }

    /** Returns whether somebody was put out, and has not come back since. */
    boolean wasPutOut(UserId person) {
        return putOut.contains(person);
    }

    /** Refuses what somebody would do to somebody who is not below them. */
    void onlyToThoseBelow(UserId by, UserId person) {
        if (rank(by) <= rank(person)) {
            throw new Refused(RefusalCode.FORBIDDEN, "Nobody does this to somebody who is not below them");
        }
    }

    private int rank(UserId person) {
        return switch (roleOf(person)) {
            case HOST -> 2;
            case MODERATOR -> 1;
            case GUEST, VIEWER -> 0;
        };
    }

    List<SessionSnapshot.Seat> seatedNow() {
        return seated.entrySet().stream()
                .map(seat -> new SessionSnapshot.Seat(seat.getKey(), seat.getValue()))
                .toList();
    }

    Set<UserId> moderatorsNow() {
        return Set.copyOf(moderators);
    }

    List<SessionSnapshot.Banned> bannedNow() {
        return banned.entrySet().stream()
                .map(ban -> new SessionSnapshot.Banned(ban.getKey(), ban.getValue()))
                .toList();
    }

    Set<UserId> guestsNow() {
        return Set.copyOf(guests);
    }

    Set<UserId> putOutNow() {
        return Set.copyOf(putOut);
    }

    @EventSourcingHandler
    void on(SessionSnapshot snapshot, Admittances lookup) {
        session = snapshot.id();
        admittances = lookup;
        host = snapshot.host();
        snapshot.seated().forEach(seat -> seated.put(seat.user(), seat.devices()));
        moderators.addAll(snapshot.moderators());
        snapshot.banned().forEach(one -> banned.put(one.user(), one.ban()));
        guests.addAll(snapshot.guests());
        putOut.addAll(snapshot.putOut());
    }

    @EventSourcingHandler
    void on(SessionCreated event, Admittances lookup) {
        session = event.sessionId();
        admittances = lookup;
        host = event.host();
        seated.put(host, Devices.atFirst(event.type()));
    }

    @EventSourcingHandler
    void on(LinkUsed event) {
        if (event.user() != null) {
            comes(event.user());
        }
    }

    @EventSourcingHandler
    void on(ParticipantSeated event) {
        seated.put(event.user(), event.devices());
        comes(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantUnseated event) {
        seated.remove(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantLeft event) {
        if (!isHost(event.user())) {
            seated.remove(event.user());
        }
    }

    @EventSourcingHandler
    void on(ParticipantRemoved event) {
        putOut(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantExcluded event) {
        putOut(event.user());
    }

    @EventSourcingHandler
    void on(PersonBanned event) {
        putOut(event.user());
        banned.put(event.user(), new Ban(event.by(), event.until()));
    }

    @EventSourcingHandler
    void on(BanLifted event) {
        banned.remove(event.user());
    }

    @EventSourcingHandler
    void on(ModeratorNamed event) {
        moderators.add(event.user());
    }

    @EventSourcingHandler
    void on(ModeratorDismissed event) {
        moderators.remove(event.user());
    }

    @EventSourcingHandler
    void on(HostHandedOver event) {
        host = event.to();
        moderators.remove(event.to());
    }

    @EventSourcingHandler
    void on(DevicesSwitched event) {
        seated.put(event.user(), event.devices());
    }

    private void comes(UserId person) {
        putOut.remove(person);
        if (person.isGuest()) {
            guests.add(person);
        }
    }

    private void putOut(UserId person) {
        seated.remove(person);
        moderators.remove(person);
        guests.remove(person);
        putOut.add(person);
    }
}
