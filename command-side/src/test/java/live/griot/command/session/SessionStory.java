package live.griot.command.session;

import static live.griot.api.session.SessionState.CANCELLED;
import static live.griot.api.session.SessionState.ENDED;
import static live.griot.api.session.SessionState.ENDING;
import static live.griot.api.session.SessionState.LIVE;
import static live.griot.api.session.SessionState.PENDING;
import static live.griot.api.session.SessionState.STARTING;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.LinkMade;
import live.griot.api.admission.LinkRevoked;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.InvitationId;
import live.griot.api.id.LinkId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.invitation.InvitationAccepted;
import live.griot.api.invitation.InvitationEvent;
import live.griot.api.invitation.InvitationExpired;
import live.griot.api.invitation.InvitationRejected;
import live.griot.api.invitation.InvitationRevoked;
import live.griot.api.invitation.InvitationSent;
import live.griot.api.recording.RecordingAnswered;
import live.griot.api.recording.RecordingMadePrivate;
import live.griot.api.recording.RecordingPaused;
import live.griot.api.recording.RecordingPlanWithdrawn;
import live.griot.api.recording.RecordingPlanned;
import live.griot.api.recording.RecordingResumed;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.recording.RecordingStopped;
import live.griot.api.session.EndReason;
import live.griot.api.session.HostMediaLost;
import live.griot.api.session.HostMediaReturned;
import live.griot.api.session.Role;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionCreated;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionEvent;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionStopped;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionWentLive;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HandLowered;
import live.griot.api.stage.HandRaised;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.api.stage.SeatedBy;
import live.griot.api.stage.SwitchOnAsked;
import org.jspecify.annotations.Nullable;

/**
 * What the stored events of one session and its invitations tell, by their documentation alone: it asks nothing of the write model.
 * Hears one event after the other, and fails at the first that cannot follow what was told before, or that breaks a promise.
 */
final class SessionStory {
    /** Who is no part of any session. */
    static final UserId ADMIN = new UserId("01ADMIN");

    private static final Set<SessionState> BEFORE_THE_END = EnumSet.of(PENDING, STARTING, LIVE);
    private static final Set<SessionState> BEFORE_IT_IS_OVER = EnumSet.of(PENDING, STARTING, LIVE, ENDING);
    private static final Set<SessionState> ALWAYS = EnumSet.allOf(SessionState.class);

    private final Map<Class<? extends SessionEvent>, Passage<?>> passages = new HashMap<>();

    final SessionType type;
    UserId host;
    int seats;
    SessionState state = PENDING;

    @Nullable
    Instant waitingSince;

    final Map<UserId, Devices> onStage = new LinkedHashMap<>();
    final Set<UserId> moderators = new LinkedHashSet<>();
    final Set<UserId> handsUp = new LinkedHashSet<>();
    final Map<UserId, Ban> banned = new LinkedHashMap<>();
    final Map<LinkId, Link> links = new LinkedHashMap<>();

    private @Nullable RecordingId planned;
    private @Nullable RecordingId recorded;
    private @Nullable UserId recordedBy;
    private boolean recordingIsPaused;
    private final Set<UserId> agreed = new HashSet<>();

    /** Every link there ever was, the revoked ones too. */
    final List<LinkId> linksMade = new ArrayList<>();

    /** Links whose maker was put out or dismissed. */
    private final Set<LinkId> putOutSince = new HashSet<>();

    /** The event that is being told. */
    private SessionEvent told;

    private boolean stopped;
    /** Who came by a link or had a seat, and was not put out since. */
    private final Set<UserId> in = new HashSet<>();

    private final Set<UserId> tookASeat = new HashSet<>();
    private final Map<InvitationId, Class<? extends InvitationEvent>> lastOf = new HashMap<>();

    /** By whom somebody is banned, and until when if there is an end to it. */
    record Ban(UserId by, @Nullable Instant until) {}

    /** A link that is not revoked. */
    record Link(LinkMade made, int uses) {}

    private record Passage<E extends SessionEvent>(Class<E> type, Set<SessionState> states, Consumer<E> tell) {
        void hear(SessionEvent event) {
            tell.accept(type.cast(event));
        }
    }

    SessionStory(SessionCreated created) {
        told = created;
        host = created.host();
        type = created.type();
        seats = created.maxParticipants();
        onStage.put(host, Devices.atFirst(type));
        theLifecycle();
        theStage();
        admission();
        theInvitations();
        theRecordings();
        promisesAreKept();
    }

    private void theLifecycle() {
        during(BEFORE_THE_END, SessionEdited.class, this::edited);
        during(EnumSet.of(PENDING), SessionStarted.class, this::started);
        during(EnumSet.of(STARTING), SessionWentLive.class, this::wentLive);
        during(EnumSet.of(LIVE), HostMediaLost.class, this::mediaLost);
        during(EnumSet.of(LIVE), HostMediaReturned.class, this::mediaReturned);
        during(BEFORE_THE_END, SessionStopped.class, this::stopped);
        during(EnumSet.of(STARTING, LIVE), SessionEnding.class, this::ending);
        during(EnumSet.of(ENDING), SessionEnded.class, event -> state = ENDED);
        during(EnumSet.of(PENDING), SessionCancelled.class, event -> state = CANCELLED);
    }

    /** While a session is ENDING people can still leave; a hand can be taken down even later. */
    private void theStage() {
        during(BEFORE_THE_END, ParticipantSeated.class, this::seated);
        during(BEFORE_THE_END, ParticipantUnseated.class, this::unseated);
        during(BEFORE_IT_IS_OVER, ParticipantLeft.class, this::left);
        during(BEFORE_THE_END, ModeratorNamed.class, this::named);
        during(BEFORE_THE_END, ModeratorDismissed.class, this::dismissed);
        during(BEFORE_THE_END, HostHandedOver.class, this::handedOver);
        during(BEFORE_THE_END, DevicesSwitched.class, this::switched);
        during(BEFORE_THE_END, SwitchOnAsked.class, this::asked);
        during(BEFORE_THE_END, HandRaised.class, this::raised);
        during(ALWAYS, HandLowered.class, event -> so(handsUp.remove(event.user()), "a hand that was up is down"));
    }

    /** A ban can run out, and a link be revoked, when all is over. */
    private void admission() {
        during(BEFORE_THE_END, LinkMade.class, this::linkMade);
        during(BEFORE_THE_END, LinkUsed.class, this::linkUsed);
        during(ALWAYS, LinkRevoked.class, this::linkRevoked);
        during(BEFORE_THE_END, ParticipantRemoved.class, this::removed);
        during(BEFORE_THE_END, PersonBanned.class, this::banned);
        during(ALWAYS, BanLifted.class, this::lifted);
        during(BEFORE_THE_END, ParticipantExcluded.class, this::excluded);
    }

    private void theRecordings() {
        during(EnumSet.of(PENDING), RecordingPlanned.class, this::recordingPlanned);
        during(EnumSet.of(PENDING), RecordingPlanWithdrawn.class, this::planWithdrawn);
        during(EnumSet.of(STARTING, LIVE), RecordingStarted.class, this::recordingStarted);
        during(
                EnumSet.of(STARTING, LIVE),
                RecordingMadePrivate.class,
                event -> so(event.recordingId().equals(recorded), "what runs becomes private"));
        during(EnumSet.of(STARTING, LIVE), RecordingPaused.class, this::recordingPaused);
        during(EnumSet.of(STARTING, LIVE), RecordingResumed.class, this::recordingResumed);
        during(EnumSet.of(STARTING, LIVE), RecordingStopped.class, this::recordingStopped);
        during(BEFORE_THE_END, RecordingAnswered.class, this::answered);
    }

    private void theInvitations() {
        during(BEFORE_THE_END, InvitationSent.class, this::invited);
        during(BEFORE_THE_END, InvitationAccepted.class, this::accepted);
        during(ALWAYS, InvitationRejected.class, this::notAccepted);
        during(ALWAYS, InvitationExpired.class, this::notAccepted);
        during(ALWAYS, InvitationRevoked.class, event -> {
            so(event.by().equals(event.from()) || keepsOrder(event.by()), "who invited or keeps order took it back");
            notAccepted(event);
        });
    }

    private <E extends SessionEvent> void during(Set<SessionState> states, Class<E> event, Consumer<E> tell) {
        passages.put(event, new Passage<>(event, states, tell));
    }

    /** Takes note of one more event. */
    void hear(SessionEvent event) {
        told = event;
        Passage<?> passage = so(passages.get(event.getClass()), "every event has a meaning");
        so(passage.states().contains(state), "the state allows it");
        passage.hear(event);
        promisesAreKept();
    }

    private void promisesAreKept() {
        so(seats >= 2 && seats <= 10, "a stage has 2 to 10 seats");
        so(onStage.size() <= seats, "there is a seat for everybody on stage");
        so(onStage.containsKey(host), "the host has a seat");
        so(!moderators.contains(host), "the host is nothing else");
        for (UserId person : banned.keySet()) {
            so(!onStage.containsKey(person), "nobody banned is on stage");
            so(!moderators.contains(person), "nobody banned keeps order");
            so(!handsUp.contains(person), "nobody banned has a hand up");
        }
        onStage.forEach((person, devices) -> {
            so(!handsUp.contains(person), "nobody on stage has a hand up");
            so(carried(devices), "a session of sound shows no picture");
        });
        for (Link link : links.values()) {
            Integer most = link.made().maxUses();
            so(most == null || link.uses() <= most, "a link is used no more than it can be");
        }
    }

    /** Says that all is told that one command stored. */
    void isTold() {
        links.keySet().forEach(link -> so(!putOutSince.contains(link), "no link outlasts who made it"));
    }

    /** Returns what somebody is. */
    Role roleOf(UserId person) {
        if (person.equals(host)) {
            return Role.HOST;
        }
        if (moderators.contains(person)) {
            return Role.MODERATOR;
        }
        return onStage.containsKey(person) ? Role.GUEST : Role.VIEWER;
    }

    /** Returns until when somebody is banned; null when they are not, or for good. */
    @Nullable
    Instant endOfBan(UserId person) {
        Ban ban = banned.get(person);
        return ban == null ? null : ban.until();
    }

    private boolean keepsOrder(@Nullable UserId person) {
        return person != null && (person.equals(host) || moderators.contains(person));
    }

    private boolean isAbove(UserId person, UserId other) {
        return (person.equals(host) && !other.equals(host)) || (keepsOrder(person) && !keepsOrder(other));
    }

    private boolean isBelow(UserId person, UserId by) {
        return by.equals(host) ? !person.equals(host) : moderators.contains(by) && !keepsOrder(person);
    }

    private boolean carried(Devices devices) {
        return type != SessionType.AUDIO || (!devices.video() && !devices.screen());
    }

    private void edited(SessionEdited event) {
        so(event.by().equals(host), "the host edits");
        seats = event.maxParticipants();
    }

    private void started(SessionStarted event) {
        state = STARTING;
        waitingSince = event.at();
    }

    private void wentLive(SessionWentLive event) {
        state = LIVE;
        waitingSince = null;
    }

    private void mediaLost(HostMediaLost event) {
        so(waitingSince == null, "media is lost once");
        waitingSince = event.at();
    }

    private void mediaReturned(HostMediaReturned event) {
        so(waitingSince != null, "media returns that was lost");
        waitingSince = null;
    }

    private void stopped(SessionStopped event) {
        so(event.by().equals(ADMIN), "an admin puts an end to it");
        so(event.host().equals(host), "the host is told");
        stopped = true;
    }

    private void ending(SessionEnding event) {
        so(stopped == (event.reason() == EndReason.ADMIN_ENDED), "what an admin stopped ends for that reason");
        so(event.reason() != EndReason.HOST_GONE || waitingSince != null, "a host is gone who was awaited");
        state = ENDING;
        recorded = null;
        waitingSince = null;
    }

    private void seated(ParticipantSeated event) {
        so(!onStage.containsKey(event.user()), "who takes a seat had none");
        so(
                event.how() == SeatedBy.PROMOTION
                        ? keepsOrder(event.by())
                        : event.by().equals(event.user()),
                "who seats");
        so(recorded == null || agreed.contains(event.user()), "nobody comes on stage to be recorded without agreeing");
        onStage.put(event.user(), event.devices());
        in.add(event.user());
        tookASeat.add(event.user());
        handsUp.remove(event.user());
    }

    private void unseated(ParticipantUnseated event) {
        so(event.by().equals(event.user()) || isBelow(event.user(), event.by()), "down by oneself, or by who is above");
        so(onStage.remove(event.user()) != null, "who gives up a seat had one");
    }

    private void left(ParticipantLeft event) {
        so(onStage.containsKey(event.user()) || handsUp.contains(event.user()), "who leaves was there");
        handsUp.remove(event.user());
        if (!event.user().equals(host)) {
            onStage.remove(event.user());
        }
    }

    private void named(ModeratorNamed event) {
        so(event.by().equals(host), "the host names");
        so(moderators.add(event.user()), "who is named was no moderator");
    }

    private void dismissed(ModeratorDismissed event) {
        makesNoMoreLinks(event.user());
        so(event.by().equals(host) || event.by().equals(event.user()), "the host dismisses, or one steps down");
        so(moderators.remove(event.user()), "who is dismissed was a moderator");
    }

    private void handedOver(HostHandedOver event) {
        so(event.from().equals(host), "the host hands over");
        so(!event.to().equals(host), "to somebody else");
        host = event.to();
        moderators.remove(event.to());
    }

    private void switched(DevicesSwitched event) {
        Devices before = so(onStage.get(event.user()), "somebody on stage switches");
        so(!before.equals(event.devices()), "something changes");
        so(
                event.by().equals(event.user())
                        || (isBelow(event.user(), event.by())
                                && !event.devices().showMoreThan(before)),
                "others switch off only");
        onStage.put(event.user(), event.devices());
    }

    private void asked(SwitchOnAsked event) {
        so(keepsOrder(event.by()), "who keeps order asks");
        so(onStage.containsKey(event.user()), "somebody on stage is asked");
        so(carried(event.devices()) && !event.devices().equals(Devices.OFF), "for something that is carried");
    }

    private void raised(HandRaised event) {
        so(handsUp.add(event.user()), "a hand that was down is up");
    }

    private void recordingPlanned(RecordingPlanned event) {
        so(event.by().equals(host), "the host plans to record");
        so(planned == null && recorded == null, "one recording at a time");
        planned = event.recordingId();
    }

    private void planWithdrawn(RecordingPlanWithdrawn event) {
        so(event.by().equals(host), "the host withdraws");
        so(event.recordingId().equals(planned), "what was planned is withdrawn");
        planned = null;
    }

    /** Returns what runs, null where nothing does. */
    @Nullable
    RecordingId recorded() {
        return recorded;
    }

    /** Returns who hosted when that began. */
    UserId recordedBy() {
        return Objects.requireNonNull(recordedBy);
    }

    private void recordingStarted(RecordingStarted event) {
        so(event.host().equals(host), "a recording is the host's");
        so(recorded == null, "one recording at a time");
        so(planned == null || event.recordingId().equals(planned), "what was planned begins");
        planned = null;
        recorded = event.recordingId();
        recordedBy = event.host();
        recordingIsPaused = false;
    }

    private void recordingPaused(RecordingPaused event) {
        so(event.by().equals(host) && event.recordingId().equals(recorded), "the host pauses what runs");
        so(!recordingIsPaused, "a recording is paused once");
        recordingIsPaused = true;
    }

    private void recordingResumed(RecordingResumed event) {
        so(event.by().equals(host) && event.recordingId().equals(recorded), "the host goes on with what runs");
        so(recordingIsPaused, "what goes on was paused");
        recordingIsPaused = false;
    }

    private void recordingStopped(RecordingStopped event) {
        so(event.recordingId().equals(recorded), "what runs is stopped");
        so(event.by().equals(host) || event.by().equals(recordedBy), "the host stops it, or whose it is");
        recorded = null;
    }

    private void answered(RecordingAnswered event) {
        so(event.agrees() ? agreed.add(event.user()) : true, "who agrees had not");
        if (!event.agrees()) {
            agreed.remove(event.user());
        }
    }

    private void linkMade(LinkMade event) {
        so(keepsOrder(event.by()), "who keeps order makes links");
        so(event.role() == Role.GUEST || event.role() == Role.VIEWER, "a link is for guests or viewers");
        links.put(event.link(), new Link(event, 0));
        linksMade.add(event.link());
    }

    private void linkUsed(LinkUsed event) {
        Link link = so(links.get(event.link()), "the link was made and not revoked");
        Instant expiry = link.made().expiresAt();
        so(expiry == null || event.at().isBefore(expiry), "the link had not expired");
        UserId maker = link.made().by();
        so(!putOutSince.contains(event.link()), "who made the link was not put out or dismissed since");
        so(!banned.containsKey(maker), "who made the link is not banned");
        UserId person = event.user();
        so(person == null || !banned.containsKey(person), "who came by the link is not banned");
        boolean seated = person != null && onStage.containsKey(person);
        so(link.made().role() == Role.VIEWER || seated, "who came by a link for guests has a seat");
        so(link.made().role() == Role.GUEST || !in.contains(person), "no link to watch is used by who is in");
        if (person != null) {
            in.add(person);
        }
        links.put(event.link(), new Link(link.made(), link.uses() + 1));
    }

    private void linkRevoked(LinkRevoked event) {
        Link link = so(links.remove(event.link()), "a link is revoked once");
        boolean own = link.made().by().equals(event.by());
        boolean withItsMaker = event.by().equals(ADMIN) && putOutSince.contains(event.link());
        so(
                own || withItsMaker || keepsOrder(event.by()),
                "who keeps order revokes links, or who made one and steps down");
    }

    private void removed(ParticipantRemoved event) {
        so(isBelow(event.user(), event.by()), "who is removed is below");
        putOut(event.user());
    }

    private void excluded(ParticipantExcluded event) {
        so(event.by().equals(ADMIN), "an admin has banned them");
        so(!event.user().equals(host), "a host is not put out: the session ends");
        putOut(event.user());
    }

    private void banned(PersonBanned event) {
        so(isBelow(event.user(), event.by()), "who is banned is below");
        so(event.until() == null || event.until().isAfter(event.at()), "a ban ends later");
        putOut(event.user());
        Ban before = banned.put(event.user(), new Ban(event.by(), event.until()));
        so(before == null || !isAbove(before.by(), event.by()), "a ban by who is above stays");
    }

    private void putOut(UserId person) {
        makesNoMoreLinks(person);
        in.remove(person);
        onStage.remove(person);
        moderators.remove(person);
        handsUp.remove(person);
    }

    private void makesNoMoreLinks(UserId person) {
        links.values().stream()
                .map(Link::made)
                .filter(made -> made.by().equals(person))
                .forEach(made -> putOutSince.add(made.link()));
    }

    private void lifted(BanLifted event) {
        Ban ban = so(banned.remove(event.user()), "a ban is lifted once");
        if (event.by() == null) {
            so(ban.until() != null && !event.at().isBefore(ban.until()), "a ban that runs out had its time");
        } else {
            so(keepsOrder(event.by()) && BEFORE_THE_END.contains(state), "who keeps order lifts bans, before the end");
            so(!isAbove(ban.by(), event.by()), "a ban by who is above stays");
        }
    }

    private void invited(InvitationSent event) {
        so(keepsOrder(event.from()), "who keeps order invites");
        so(!event.from().equals(event.to()), "nobody invites themselves");
        so(!banned.containsKey(event.to()), "nobody banned is invited");
        so(!onStage.containsKey(event.to()), "nobody on stage is invited");
        so(lastOf.put(event.invitationId(), InvitationSent.class) == null, "an invitation is sent once");
    }

    private void accepted(InvitationAccepted event) {
        answered(event);
        so(onStage.containsKey(event.to()) && tookASeat.contains(event.to()), "who accepted took a seat");
        so(!event.ringing() || state == STARTING || state == LIVE, "a call that is accepted is on");
    }

    private void notAccepted(InvitationEvent event) {
        answered(event);
        so(!event.ringing() || state != PENDING, "a call that is not accepted is called off");
    }

    private void answered(InvitationEvent event) {
        so(lastOf.put(event.invitationId(), event.getClass()) == InvitationSent.class, "the first answer is the last");
    }

    /** Fails where something is not as it was promised. */
    private void so(boolean kept, String promise) {
        if (!kept) {
            throw new AssertionError("Broken: %s, by %s while %s".formatted(promise, told, state));
        }
    }

    private <T> T so(@Nullable T known, String promise) {
        if (known == null) {
            throw new AssertionError("Broken: %s, by %s while %s".formatted(promise, told, state));
        }
        return known;
    }
}
