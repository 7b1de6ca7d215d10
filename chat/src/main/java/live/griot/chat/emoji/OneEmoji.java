package live.griot.chat.emoji;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** What an {@link Emoji} can be made of. */
@Constraint(validatedBy = OneEmoji.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface OneEmoji {
    /** Returns what a person is told. */
    String message() default "must be one emoji";

    /** Returns the validation groups; none. */
    Class<?>[] groups() default {};

    /** Returns the payload; none. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Emoji}. */
    final class Validator implements ConstraintValidator<OneEmoji, String> {
        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value != null && Emoji.find(value).isPresent();
        }
    }
}
