package live.griot.query.stage;

import java.time.Instant;
import java.util.List;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import live.griot.api.session.Role;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.SessionEvent;
import live.griot.api.session.Visibility;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HandLowered;
import live.griot.api.stage.HandRaised;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.LookAlikes;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.api.stage.SwitchOnAsked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells a session's topic what happens on its stage, and the person concerned, on {@code me}, what they must know at once. */
@Component
class StageUpdates implements UpdateSource {
    private final People people;
    private final PersonalText personalText;
    private final LookAlikes lookAlikes;

    StageUpdates(People people, PersonalText personalText, LookAlikes lookAlikes) {
        this.people = people;
        this.personalText = personalText;
        this.lookAlikes = lookAlikes;
    }

    /** The data of {@code participantSeated} and {@code handRaised}, and of {@code roleChanged} without devices. */
    record Somebody(Person user, @Nullable Devices devices, boolean lookAlike) {}

    /** The data of {@code participantUnseated}, {@code participantLeft}, {@code participantRemoved} and {@code handLowered}. */
    record SomebodyGone(UserId userId) {}

    /** The data of {@code devicesSwitched}; {@code by} is who switched. */
    record DeviceState(UserId userId, UserId by, boolean audio, boolean video, boolean screen) {}

    /** The data of {@code moderatorNamed} and {@code moderatorDismissed}. */
    record ModeratorChange(Person user) {}

    /** The data of {@code hostChanged}. */
    record HostChange(Person from, Person to) {}

    /** The data of {@code sessionEdited}. */
    record Edit(String title, String description, Visibility visibility, int maxParticipants) {}

    /** The data of {@code roleChanged} on {@code me}: join again for a ticket that says so. */
    record OwnRole(SessionId sessionId, Role role) {}

    /** The data of {@code putOut} on {@code me}; {@code until} with a ban that ends. */
    record PutOut(
            SessionId sessionId, boolean banned, @Nullable Instant until) {}

    /** The data of {@code switchOnAsked} on {@code me}. */
    record Ask(SessionId sessionId, Person by, boolean audio, boolean video, boolean screen) {}

    @Override
    public List<Update> updatesOf(Object event) {
        if (event instanceof ParticipantSeated seated) {
            return List.of(
                    here("participantSeated", seated, somebody(seated, seated.user(), seated.devices())),
                    own(seated, seated.user(), Role.GUEST));
        }
        if (event instanceof ParticipantUnseated unseated) {
            return List.of(
                    here("participantUnseated", unseated, new SomebodyGone(unseated.user())),
                    own(unseated, unseated.user(), Role.VIEWER));
        }
        if (event instanceof ParticipantLeft left) {
            return List.of(here("participantLeft", left, new SomebodyGone(left.user())));
        }
        if (event instanceof ParticipantRemoved removed) {
            return List.of(
                    here("participantRemoved", removed, new SomebodyGone(removed.user())),
                    out(removed, removed.user(), false, null));
        }
        if (event instanceof ParticipantExcluded excluded) {
            return List.of(
                    here("participantRemoved", excluded, new SomebodyGone(excluded.user())),
                    out(excluded, excluded.user(), true, null));
        }
        if (event instanceof PersonBanned banned) {
            return List.of(
                    here("participantRemoved", banned, new SomebodyGone(banned.user())),
                    out(banned, banned.user(), true, banned.until()));
        }
        if (event instanceof ModeratorNamed named) {
            return List.of(
                    here("moderatorNamed", named, new ModeratorChange(people.named(named.user()))),
                    own(named, named.user(), Role.MODERATOR));
        }
        if (event instanceof ModeratorDismissed dismissed) {
            return List.of(here("moderatorDismissed", dismissed, new ModeratorChange(people.named(dismissed.user()))));
        }
        return others(event);
    }

    private List<Update> others(Object event) {
        if (event instanceof HostHandedOver handed) {
            return List.of(
                    here("hostChanged", handed, new HostChange(people.named(handed.from()), people.named(handed.to()))),
                    own(handed, handed.to(), Role.HOST),
                    own(handed, handed.from(), Role.GUEST));
        }
        if (event instanceof DevicesSwitched switched) {
            Devices now = switched.devices();
            return List.of(here(
                    "devicesSwitched",
                    switched,
                    new DeviceState(switched.user(), switched.by(), now.audio(), now.video(), now.screen())));
        }
        if (event instanceof SwitchOnAsked asked) {
            Devices wish = asked.devices();
            Ask ask = new Ask(asked.sessionId(), people.named(asked.by()), wish.audio(), wish.video(), wish.screen());
            return List.of(new Update(Topic.ofPerson(asked.user()), "switchOnAsked", asked.at(), ask));
        }
        if (event instanceof HandRaised raised) {
            return List.of(here("handRaised", raised, somebody(raised, raised.user(), null)));
        }
        if (event instanceof HandLowered lowered) {
            return List.of(here("handLowered", lowered, new SomebodyGone(lowered.user())));
        }
        if (event instanceof SessionEdited edited) {
            return List.of(here(
                    "sessionEdited",
                    edited,
                    new Edit(
                            edited.title().open(personalText),
                            edited.description().open(personalText),
                            edited.visibility(),
                            edited.maxParticipants())));
        }
        return List.of();
    }

    private Somebody somebody(SessionEvent event, UserId id, @Nullable Devices devices) {
        Person person = people.named(id);
        return new Somebody(
                person,
                devices,
                !lookAlikes.among(event.sessionId(), List.of(person)).isEmpty());
    }

    private static Update here(String type, SessionEvent event, Object data) {
        return new Update(Topic.ofSession(event.sessionId()), type, event.at(), data);
    }

    private static Update own(SessionEvent event, UserId person, Role role) {
        return new Update(Topic.ofPerson(person), "roleChanged", event.at(), new OwnRole(event.sessionId(), role));
    }

    private static Update out(SessionEvent event, UserId person, boolean banned, @Nullable Instant until) {
        return new Update(Topic.ofPerson(person), "putOut", event.at(), new PutOut(event.sessionId(), banned, until));
    }
}
