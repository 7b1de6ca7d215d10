package live.griot.command.session;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time in the future, not further ahead than {@link SessionLimits#FORESIGHT}. */
@Constraint(validatedBy = Foreseeable.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface Foreseeable {
    /** Returns what a person is told. */
    String message() default "must be in the future, within ten years";

    /** Returns the validation groups; none. */
    Class<?>[] groups() default {};

    /** Returns the payload; none. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link SessionLimits}. */
    final class Validator implements ConstraintValidator<Foreseeable, Instant> {
        @Override
        public boolean isValid(@Nullable Instant time, ConstraintValidatorContext context) {
            return time == null
                    || SessionLimits.isForeseeable(
                            time, context.getClockProvider().getClock().instant());
        }
    }
}
