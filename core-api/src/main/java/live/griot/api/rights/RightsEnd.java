package live.griot.api.rights;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.SignInsEnded;
import live.griot.api.identity.Ticket;
import live.griot.api.session.AttendanceEnded;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantUnseated;
import org.jspecify.annotations.Nullable;

/** Rights came to an end: why, and whose. */
public record RightsEnd(Ending why, Whose whose, Instant at) {
    /** Whose rights end. */
    public sealed interface Whose {
        /** Returns whether a ticket is one of theirs. */
        boolean hold(Ticket ticket);
    }

    /** Those of one person in one session. */
    public record InSession(SessionId session, UserId person) implements Whose {
        @Override
        public boolean hold(Ticket ticket) {
            return ticket.session().equals(session) && person.equals(ticket.user());
        }
    }

    /** Those of one ticket. */
    public record OfTicket(AttendanceId ticket) implements Whose {
        @Override
        public boolean hold(Ticket other) {
            return other.id().equals(ticket);
        }
    }

    /** Those of one person in every session, until a time, or null for until they are given back. */
    public record OfPerson(UserId person, @Nullable Instant until) implements Whose {
        @Override
        public boolean hold(Ticket ticket) {
            return person.equals(ticket.user());
        }
    }

    /** Those that some sign-ins gave. */
    public record BySignIns(Set<SignInId> signIns) implements Whose {
        public BySignIns {
            signIns = Set.copyOf(signIns);
        }

        @Override
        public boolean hold(Ticket ticket) {
            return ticket.signIn() != null && signIns.contains(ticket.signIn());
        }
    }

    /** Those of all in a session whom nothing lets in while it is private. */
    public record OfStrangers(SessionId session) implements Whose {
        @Override
        public boolean hold(Ticket ticket) {
            return ticket.session().equals(session) && isStranger(ticket);
        }

        /** Returns whether a ticket's bearer has no account, and came by no link. */
        static boolean isStranger(Ticket ticket) {
            return ticket.isAnonymous() && ticket.link() == null;
        }
    }

    /** Returns what an event ends, or empty when it ends nothing: the one place that says so. */
    public static Optional<RightsEnd> by(Object event) {
        return Optional.ofNullable(
                switch (event) {
                    case ParticipantLeft left ->
                        new RightsEnd(Ending.LEAVE, new InSession(left.sessionId(), left.user()), left.at());
                    case AttendanceEnded ended ->
                        new RightsEnd(Ending.LEAVE, new OfTicket(ended.attendanceId()), ended.at());
                    case ParticipantRemoved removed ->
                        new RightsEnd(Ending.REMOVAL, new InSession(removed.sessionId(), removed.user()), removed.at());
                    case PersonBanned banned ->
                        new RightsEnd(Ending.BAN, new InSession(banned.sessionId(), banned.user()), banned.at());
                    case ParticipantUnseated unseated ->
                        new RightsEnd(
                                Ending.DEMOTION, new InSession(unseated.sessionId(), unseated.user()), unseated.at());
                    case SessionEdited edited
                    when edited.visibility() == Visibility.PRIVATE ->
                        new RightsEnd(Ending.MADE_PRIVATE, new OfStrangers(edited.sessionId()), edited.at());
                    case BannedByAdmin banned ->
                        new RightsEnd(Ending.ADMIN_BAN, new OfPerson(banned.user(), banned.until()), banned.at());
                    case SignInsEnded ended -> new RightsEnd(ended.why(), new BySignIns(ended.signIns()), ended.at());
                    default -> null;
                });
    }

    /**
     * Returns whether a ticket's bearer is one of those whose rights end. Who left or was put out comes back with a ticket from after
     * that; who is banned does not, whenever it was issued.
     */
    public boolean concerns(Ticket ticket) {
        boolean again = whose instanceof InSession
                && why != Ending.BAN
                && ticket.issuedAt().isAfter(at);
        return whose.hold(ticket) && !again;
    }

    /** Returns whether a sign-in is one of those that end. */
    public boolean concerns(SignInId signIn) {
        return whose instanceof BySignIns those && those.signIns().contains(signIn);
    }
}
