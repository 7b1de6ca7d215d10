package live.griot.api.text;

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

/** A text that others will see, or null: what {@link VisibleText} asks of one, once it is trimmed. */
@Constraint(validatedBy = Visible.Validator.class)
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.METHOD,
    ElementType.RECORD_COMPONENT,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface Visible {
    /** Returns the most UTF-16 units. */
    int max();

    /** Returns the most lines. */
    int lines() default 1;

    /** Returns whether nothing at all may be said. */
    boolean orNothing() default false;

    /** Returns what a person is told when the validator knows nothing better. */
    String message() default "must be a text that can be seen";

    /** Returns the validation groups; none. */
    Class<?>[] groups() default {};

    /** Returns the payload; none. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link VisibleText} what is wrong, and says so. */
    final class Validator implements ConstraintValidator<Visible, String> {
        private VisibleText rule = new VisibleText(1, 1, false);

        @Override
        public void initialize(Visible wanted) {
            rule = new VisibleText(wanted.max(), wanted.lines(), wanted.orNothing());
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            Optional<String> problem = text == null ? Optional.empty() : rule.problemOf(text);
            problem.ifPresent(sentence -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(sentence).addConstraintViolation();
            });
            return problem.isEmpty();
        }
    }
}
