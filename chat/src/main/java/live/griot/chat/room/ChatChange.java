package live.griot.chat.room;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import live.griot.api.text.Visible;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one may write from now on, as far as it is told; what is left out stays.
 *
 * @param slowMode how long everybody waits between two messages, up to six hours; null and {@code PT0S} switch it off
 * @param membersOnly whether only members may write
 * @param blockedWords up to 200 words of up to 50 characters that take the place of those before
 * @param enabled whether one may write at all
 */
record ChatChange(
        @SlowMode @Nullable JsonNode slowMode, // Jackson tells a null from what is left out only here.
        @Nullable Boolean membersOnly,

        @Nullable @Size(max = RoomLimits.WORDS)
        List<@NotNull @Visible(max = RoomLimits.WORD_UNITS) @Word String> blockedWords,

        @Nullable Boolean enabled) {

    /** Returns how long everybody is to wait, zero for not at all, or null for no change. */
    @Nullable
    Duration between() {
        if (slowMode == null) {
            return null;
        }
        return slowMode.isNull() ? Duration.ZERO : Duration.parse(slowMode.asString());
    }

    /** A duration of zero to {@link RoomLimits#SLOWEST}, or null. */
    @Constraint(validatedBy = SlowMode.Validator.class)
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @interface SlowMode {
        /** Returns what a person is told. */
        String message() default "must be a duration such as PT10S, at most PT6H, or null";

        /** Returns the validation groups; none. */
        Class<?>[] groups() default {};

        /** Returns the payload; none. */
        Class<? extends Payload>[] payload() default {};

        /** Reads the duration. */
        final class Validator implements ConstraintValidator<SlowMode, JsonNode> {
            @Override
            public boolean isValid(@Nullable JsonNode value, ConstraintValidatorContext context) {
                if (value == null || value.isNull()) {
                    return true;
                }
                try {
                    Duration wanted = Duration.parse(value.isString() ? value.asString() : "");
                    return !wanted.isNegative() && wanted.compareTo(RoomLimits.SLOWEST) <= 0;
                } catch (DateTimeParseException none) {
                    return false;
                }
            }
        }
    }

    /** Something that can be looked for in a text. */
    @Constraint(validatedBy = Word.Validator.class)
    @Target({ElementType.TYPE_USE, ElementType.FIELD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Word {
        /** Returns what a person is told. */
        String message() default "must be a word";

        /** Returns the validation groups; none. */
        Class<?>[] groups() default {};

        /** Returns the payload; none. */
        Class<? extends Payload>[] payload() default {};

        /** Asks {@link BlockedWords} whether anything is left of it. */
        final class Validator implements ConstraintValidator<Word, String> {
            @Override
            public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
                return value == null || !BlockedWords.form(value).isEmpty();
            }
        }
    }
}
