package live.griot.command.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.BanPerson;
import live.griot.api.admission.ComeByLink;
import live.griot.api.admission.LiftBan;
import live.griot.api.admission.LinkMade;
import live.griot.api.admission.LinkRevoked;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.MakeLink;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.admission.RemoveParticipant;
import live.griot.api.admission.RevokeLink;
import live.griot.api.id.LinkId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.Role;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.SeatedBy;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** Who may come into one live session: by link, by invitation, and who is put out. Part of {@link LiveSession}. */
@SuppressWarnings("unused") // Axon calls the handlers.
final class Admission {
    private final LiveSession live;
    private final Cast cast;
    private final Stage stage;
    private final SessionRecording recording;

    /** The links that are not revoked, and how often each was used. */
    private final Map<LinkId, Link> links = new HashMap<>();

    /** Who came by a link that is counted or had a seat, and was not put out: no link is used up for them again. Who came by an endless one has an {@link Admittance}. */
    private final Set<UserId> admitted = new HashSet<>();

    Admission(LiveSession live, Cast cast, Stage stage, SessionRecording recording) {
        this.live = live;
        this.cast = cast;
        this.stage = stage;
        this.recording = recording;
    }

    /** A link, and how often it was used. */
    record Link(
            Role role,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses,
            UserId by,
            int uses) {
        boolean isExpired(Instant at) {
            return expiresAt != null && !at.isBefore(expiresAt);
        }

        /** Returns whether any number of viewers may come by it, so that nobody need count them. */
        boolean isEndless() {
            return role == Role.VIEWER && maxUses == null;
        }

        boolean isUsedUp() {
            return maxUses != null && uses >= maxUses;
        }

        Link usedOnceMore() {
            return new Link(role, expiresAt, maxUses, by, uses + 1);
        }
    }

    @CommandHandler
    void makeLink(MakeLink command) {
        live.allows(Deed.MAKE_LINK, command.by());
        if (command.role() != Role.GUEST && command.role() != Role.VIEWER) {
            throw Refused.invalid("role", "must be GUEST or VIEWER");
        }
        if (command.expiresAt() != null) {
            SessionLimits.foreseeable("expiresAt", command.expiresAt(), command.at());
        }
        if (command.maxUses() != null && (command.maxUses() < 1 || command.maxUses() > SessionLimits.LINK_USES)) {
            throw Refused.invalid("maxUses", "must be 1 to %d".formatted(SessionLimits.LINK_USES));
        }
        if (links.size() >= SessionLimits.LINKS) {
            throw new Refused(RefusalCode.TOO_MANY, "A session has at most %d links".formatted(SessionLimits.LINKS));
        }
        apply(new LinkMade(
                live.id(),
                command.link(),
                command.role(),
                command.expiresAt(),
                command.maxUses(),
                command.by(),
                command.at()));
    }

    @CommandHandler
    void revokeLink(RevokeLink command) {
        live.allows(Deed.REVOKE_LINK, command.by());
        if (links.containsKey(command.link())) {
            apply(new LinkRevoked(live.id(), command.link(), command.by(), command.at()));
        }
    }

    /** Who may make links no longer has made none that are still good. */
    void revokeLinksOf(UserId maker, UserId by, Instant at) {
        List<LinkId> made = links.entrySet().stream()
                .filter(link -> link.getValue().by().equals(maker))
                .map(Map.Entry::getKey)
                .toList();
        made.forEach(link -> apply(new LinkRevoked(live.id(), link, by, at)));
    }

    @CommandHandler
    Role come(ComeByLink command) {
        UserId person = command.user();
        Link link = links.get(command.link());
        if (link == null) {
            throw new Refused(RefusalCode.LINK_NOT_FOUND, "There is no such link");
        }
        live.allowsToJoin(person);
        if (person == null || !isIn(person, link.role())) {
            use(command, link);
        }
        return person == null ? Role.VIEWER : cast.roleOf(person);
    }

    private boolean isIn(UserId person, Role asWhat) {
        return cast.isOnStage(person)
                || (asWhat == Role.VIEWER
                        && (cast.isModerator(person) || admitted.contains(person) || cast.isAdmitted(person)));
    }

    private void use(ComeByLink command, Link link) {
        if (link.isExpired(command.at())) {
            throw new Refused(RefusalCode.LINK_EXPIRED, "The link has expired");
        }
        if (link.isUsedUp()) {
            throw new Refused(RefusalCode.LINK_USED_UP, "The link has been used as often as it can be");
        }
        UserId person = command.user();
        if (link.role() == Role.GUEST) {
            if (person == null) {
                throw new Refused(RefusalCode.UNAUTHENTICATED, "Sign in to come on stage");
            }
            if (command.agreesToRecording()) {
                recording.answer(person, true, command.at());
            }
            stage.seat(person, SeatedBy.LINK, person, command.at());
        }
        LinkUsed used = new LinkUsed(live.id(), command.link(), person, command.at());
        if (person != null && link.isEndless() && !cast.wasPutOut(person)) {
            admit(used);
        } else if (person != null || link.maxUses() != null) {
            apply(used);
        }
    }

    private static void admit(LinkUsed arrival) {
        try {
            createNew(Admittance.class, () -> new Admittance(arrival));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception never) {
            throw new IllegalStateException("An admittance decides nothing", never);
        }
    }

    @CommandHandler
    void checkInvitation(CheckInvitation command) {
        live.allows(Deed.INVITE, command.by());
        if (command.user() == null) {
            return;
        }
        cast.refuseBanned(command.user());
        if (cast.isOnStage(command.user())) {
            throw new Refused(RefusalCode.ALREADY_ON_STAGE, "This person is on stage already");
        }
    }

    @CommandHandler
    void remove(RemoveParticipant command) {
        live.allows(Deed.REMOVE, command.by());
        cast.onlyToThoseBelow(command.by(), command.user());
        apply(new ParticipantRemoved(live.id(), command.user(), command.by(), command.at()));
        revokeLinksOf(command.user(), command.by(), command.at());
    }

    @CommandHandler
    void ban(BanPerson command) {
        live.allows(Deed.BAN, command.by());
        cast.onlyToThoseBelow(command.by(), command.user());
        cast.onlyBansFromNoHigher(command.by(), command.user());
        if (command.until() != null) {
            SessionLimits.foreseeable("duration", command.until(), command.at());
        }
        if (cast.bans() >= SessionLimits.BANS && !cast.isBanned(command.user())) {
            throw new Refused(RefusalCode.TOO_MANY, "A session has at most %d bans".formatted(SessionLimits.BANS));
        }
        apply(new PersonBanned(
                live.id(), command.user(), command.by(), command.sealedReason(), command.until(), command.at()));
        revokeLinksOf(command.user(), command.by(), command.at());
    }

    @CommandHandler
    void lift(LiftBan command) {
        live.allows(Deed.LIFT_BAN, command.by());
        cast.onlyBansFromNoHigher(command.by(), command.user());
        if (cast.isBanned(command.user())) {
            apply(new BanLifted(live.id(), command.user(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void banIsOver(EndBan command) {
        if (cast.banOf(command.user())
                .map(Cast.Ban::until)
                .filter(command.until()::equals)
                .isPresent()) {
            apply(new BanLifted(live.id(), command.user(), null, command.at()));
        }
    }

    List<SessionSnapshot.GoodLink> linksNow() {
        return links.entrySet().stream()
                .map(link -> new SessionSnapshot.GoodLink(link.getKey(), link.getValue()))
                .toList();
    }

    Set<UserId> admittedNow() {
        return Set.copyOf(admitted);
    }

    @EventSourcingHandler
    void on(SessionSnapshot snapshot) {
        snapshot.links().forEach(one -> links.put(one.id(), one.link()));
        admitted.addAll(snapshot.admitted());
    }

    @EventSourcingHandler
    void on(LinkMade event) {
        links.put(event.link(), new Link(event.role(), event.expiresAt(), event.maxUses(), event.by(), 0));
    }

    @EventSourcingHandler
    void on(LinkRevoked event) {
        links.remove(event.link());
    }

    @EventSourcingHandler
    void on(LinkUsed event) {
        links.computeIfPresent(event.link(), (id, link) -> link.usedOnceMore());
        if (event.user() != null) {
            admitted.add(event.user());
        }
    }

    @EventSourcingHandler
    void on(ParticipantSeated event) {
        admitted.add(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantRemoved event) {
        admitted.remove(event.user());
    }

    @EventSourcingHandler
    void on(PersonBanned event) {
        admitted.remove(event.user());
    }

    @EventSourcingHandler
    void on(ParticipantExcluded event) {
        admitted.remove(event.user());
    }
}
