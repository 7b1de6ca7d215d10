package live.griot.recording.consent;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import live.griot.api.Page;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.recording.AnswerRecording;
import live.griot.api.session.Deed;
import live.griot.recording.lifecycle.RecordingBorder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls with which people say whether they agree to be recorded, and see what was said. */
@RestController
@RequestMapping("/api/sessions/{id}/recording")
class ConsentController {
    private final RecordingBorder border;
    private final Answers answers;
    private final People people;

    ConsentController(RecordingBorder border, Answers answers, People people) {
        this.border = border;
        this.answers = answers;
        this.people = people;
    }

    /** Whether the caller agrees. */
    record Answer(@NotNull Boolean consent) {}

    /** What the caller said; null for nothing. */
    record Own(@Nullable Boolean consent) {}

    /** What somebody said. */
    record Said(Person user, boolean consent) {}

    @PostMapping("/consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable SessionId id, @Valid @RequestBody Answer answer, Principal caller) {
        border.allowed(Deed.ANSWER_RECORDING, id, caller);
        border.send(new AnswerRecording(id, RecordingBorder.user(caller), answer.consent(), border.now()));
    }

    @GetMapping("/consent")
    Own own(@PathVariable SessionId id, @Nullable Principal caller) {
        UserId person = border.allowed(Deed.SEE, id, caller).person();
        return new Own(person == null ? null : answers.of(id, person).orElse(null));
    }

    @GetMapping("/answers")
    Page<Said> said(@PathVariable SessionId id, Principal caller) {
        border.allowed(Deed.SEE_ANSWERS, id, caller);
        return new Page<>(said(answers.of(id)), null);
    }

    private List<Said> said(Map<UserId, Boolean> all) {
        Map<UserId, Person> named = people.named(all.keySet());
        return all.entrySet().stream()
                .map(one -> new Said(Objects.requireNonNull(named.get(one.getKey())), one.getValue()))
                .toList();
    }
}
