package live.griot.identity.credential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Says of how few guessable parts a password can be put together: common words (also with digits and signs in place of letters), one's handle,
 * walks over a keyboard, the alphabet or the digits, years, and the same again. Each character that is none of these is a part of its own.
 */
final class GuessableParts {
    private static final String FILE = "common-words.txt";
    private static final int SHORTEST_WORD = 3;
    private static final int LONGEST_WORD = 30;
    private static final int SHORTEST_WALK = 3;

    private static final List<String> WALKS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiop[]",
            "asdfghjkl;'",
            "zxcvbnm,./",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "qwertzuiop",
            "yxcvbnm",
            "!@#$%^&*()_+",
            "1q2w3e4r5t6y7u8i9o0p",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
            "qazwsxedcrfvtgbyhnujmikolp");

    private static final Set<String> WORDS = words();

    private GuessableParts() {}

    /** Returns the fewest parts. Takes time with the square of the length, which is bounded. */
    static int fewest(String password, String handle) {
        String small = password.toLowerCase(Locale.ROOT);
        return fewestOfRepeated(small, handle.toLowerCase(Locale.ROOT));
    }

    /** What is the same again and again is as good as once, and one part for how often. */
    private static int fewestOfRepeated(String text, String handle) {
        for (int period = 1; period <= text.length() / 2; period++) {
            if (text.length() % period == 0
                    && text.substring(period).equals(text.substring(0, text.length() - period))) {
                return 1 + fewestOfOne(text.substring(0, period), handle);
            }
        }
        return fewestOfOne(text, handle);
    }

    private static int fewestOfOne(String text, String handle) {
        int[] fewest = new int[text.length() + 1];
        Arrays.fill(fewest, 1, fewest.length, Integer.MAX_VALUE);
        for (int from = 0; from < text.length(); from++) {
            fewest[from + 1] = Math.min(fewest[from + 1], fewest[from] + 1);
            int last = Math.min(text.length(), from + LONGEST_WORD);
            for (int to = from + SHORTEST_WORD; to <= last; to++) {
                if (isOnePart(text.substring(from, to), handle)) {
                    fewest[to] = Math.min(fewest[to], fewest[from] + 1);
                }
            }
        }
        return fewest[text.length()];
    }

    private static boolean isOnePart(String part, String handle) {
        return part.equals(handle)
                || isYear(part)
                || isOneCharacter(part)
                || isWalk(part)
                || WORDS.contains(part)
                || WORDS.contains(asLetters(part, 'i'))
                || WORDS.contains(asLetters(part, 'l'));
    }

    private static boolean isYear(String part) {
        return part.matches("(19|20)\\d\\d");
    }

    private static boolean isOneCharacter(String part) {
        return part.chars().allMatch(character -> character == part.charAt(0));
    }

    private static boolean isWalk(String part) {
        if (part.length() < SHORTEST_WALK) {
            return false;
        }
        String back = new StringBuilder(part).reverse().toString();
        return WALKS.stream().anyMatch(walk -> walk.contains(part) || walk.contains(back));
    }

    private static String asLetters(String part, char one) {
        return part.replace('0', 'o')
                .replace('1', one)
                .replace('!', one)
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    private static Set<String> words() {
        try (InputStream file = Objects.requireNonNull(GuessableParts.class.getResourceAsStream(FILE))) {
            Set<String> words = new HashSet<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> words.addAll(Arrays.asList(line.split(" "))));
            return Set.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of common words cannot be read", e);
        }
    }
}
