package live.griot.identity.personaltext;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.stereotype.Component;

/** Words sealed with AES-256-GCM under their author's key and bound to the author's id. Thread-safe. */
@Component
class SealedPersonalText implements PersonalText {
    private static final String PURPOSE = "griot:personal-text:";

    private final PersonalKeys keys;

    SealedPersonalText(PersonalKeys keys) {
        this.keys = keys;
    }

    @Override
    public String seal(UserId author, String text) {
        byte[] key = keys.find(author)
                .orElseThrow(() -> new Refused(RefusalCode.USER_NOT_FOUND, "There is no such person any more"));
        return Envelope.seal(key, PURPOSE + author, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isKept(UserId author) {
        return keys.find(author).isPresent();
    }

    @Override
    public void fetchKeys(Collection<UserId> authors) {
        keys.fetch(authors);
    }

    @Override
    public Optional<String> open(UserId author, String sealed) {
        return keys.find(author)
                .flatMap(key -> Envelope.open(key, PURPOSE + author, sealed))
                .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }
}
