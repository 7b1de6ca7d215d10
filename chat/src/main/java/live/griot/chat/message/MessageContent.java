package live.griot.chat.message;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link MessageText} can be made of. */
@Constraint(validatedBy = MessageContent.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface MessageContent {
    /** Returns what a person is told when the validator knows nothing better. */
    String message() default "must be 1 to 500 characters";

    /** Returns the validation groups; none. */
    Class<?>[] groups() default {};

    /** Returns the payload; none. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link MessageText} what is wrong. */
    final class Validator implements ConstraintValidator<MessageContent, String> {
        @Override
        public boolean isValid(@Nullable String content, ConstraintValidatorContext context) {
            Optional<String> problem = content == null ? Optional.of("must be given") : MessageText.problemOf(content);
            problem.ifPresent(sentence -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(sentence).addConstraintViolation();
            });
            return problem.isEmpty();
        }
    }
}
