package live.griot.chat.room;

import jakarta.validation.Valid;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import live.griot.api.Page;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.moderation.LiftMute;
import live.griot.api.moderation.MutePerson;
import live.griot.api.session.Deed;
import live.griot.api.session.Standing;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.chat.border.ChatBorder;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about who may write no more. */
@RestController
@RequestMapping("/api/sessions/{id}/mutes")
public class MuteController {
    private final ChatBorder border;
    private final Silences silences;
    private final People people;
    private final PersonalText personalText;

    public MuteController(ChatBorder border, Silences silences, People people, PersonalText personalText) {
        this.border = border;
        this.silences = silences;
        this.people = people;
        this.personalText = personalText;
    }

    /**
     * A mute that is wanted.
     *
     * @param duration how long, a second to ten years, or null for good
     * @param reason up to 300 characters for the log, or null
     */
    record Mute(
            @Nullable @DurationMin(seconds = 1) @DurationMax(days = 3650)
            Duration duration,

            @Nullable @Visible(max = RoomLimits.REASON_UNITS, orNothing = true)
            String reason) {}

    /** A mute as those who keep order see it; {@code until} is null for good, {@code reason} where none was given or it was erased. */
    record MuteView(
            Person user,
            Person by,
            @Nullable String reason,
            Instant at,
            @Nullable Instant until) {}

    @PutMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mute(
            @PathVariable SessionId id,
            @PathVariable("userId") UserId person,
            @Valid @RequestBody(required = false) @Nullable Mute how,
            Principal caller) {
        Standing standing = border.allowed(Deed.MUTE, id, caller);
        border.exists(person);
        border.onlyToThoseBelow(standing, person);
        silences.muteOf(id, person).ifPresent(mute -> border.onlyWhatNoHigherDecided(standing, mute.by()));
        UserId by = ChatBorder.user(caller);
        Instant now = border.now();
        border.send(new MutePerson(
                id,
                person,
                by,
                how == null ? null : sealed(by, how.reason()),
                how == null || how.duration() == null ? null : now.plus(how.duration()),
                now));
    }

    private @Nullable String sealed(UserId by, @Nullable String reason) {
        String trimmed = reason == null ? "" : VisibleText.trimmed(reason);
        return trimmed.isEmpty() ? null : personalText.seal(by, trimmed);
    }

    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable SessionId id, @PathVariable("userId") UserId person, Principal caller) {
        Standing standing = border.allowed(Deed.LIFT_MUTE, id, caller);
        Optional<Silence> mute = silences.muteOf(id, person);
        if (mute.isPresent()) { // Else there may not even be a room yet.
            border.onlyWhatNoHigherDecided(standing, mute.get().by());
            border.send(new LiftMute(id, person, ChatBorder.user(caller), border.now()));
        }
    }

    @GetMapping
    Page<MuteView> mutes(@PathVariable SessionId id, Principal caller) {
        border.allowed(Deed.SEE_MUTES, id, caller);
        List<Silence> mutes = silences.mutes(id, border.now());
        Map<UserId, Person> named = people.named(mutes.stream()
                .flatMap(mute -> Stream.of(mute.user(), mute.by()))
                .distinct()
                .toList());
        return new Page<>(mutes.stream().map(mute -> view(mute, named)).toList(), null);
    }

    private MuteView view(Silence mute, Map<UserId, Person> named) {
        String sealed = mute.sealedReason();
        return new MuteView(
                Objects.requireNonNull(named.get(mute.user())),
                Objects.requireNonNull(named.get(mute.by())),
                sealed == null ? null : personalText.open(mute.by(), sealed).orElse(null),
                mute.at(),
                mute.until());
    }
}
