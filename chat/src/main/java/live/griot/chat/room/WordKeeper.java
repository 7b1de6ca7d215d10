package live.griot.chat.room;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.moderation.SealedWords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and opens the words that are blocked, and remembers for a moment what it opened. Thread-safe. */
@Component
public class WordKeeper {
    /** As long as a node remembers a personal key: an erasure reaches the last node after that time. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final int ROOMS_REMEMBERED = 1_000;

    private final PersonalText personalText;
    private final Cache<SealedWords, BlockedWords> opened = Caffeine.newBuilder()
            .maximumSize(ROOMS_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    public WordKeeper(PersonalText personalText) {
        this.personalText = personalText;
    }

    /** Returns the words under the key of who chose them. */
    SealedWords seal(UserId by, List<String> words) {
        return new SealedWords(by, personalText.seal(by, String.join("\n", words)));
    }

    /** Returns the words as they were chosen; none when there are none, or when who chose them was erased. */
    List<String> open(@Nullable SealedWords sealed) {
        return sealed == null
                ? List.of()
                : personalText.open(sealed.by(), sealed.sealed()).stream()
                        .flatMap(String::lines)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /** Returns whether a text holds one of the words. */
    public boolean areIn(@Nullable SealedWords sealed, String text) {
        return sealed != null
                && opened.get(sealed, words -> new BlockedWords(open(words))).areIn(text);
    }
}
