package live.griot.identity.account;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A name people are shown by, or null: 1 to 60 characters, none of which controls the terminal, breaks the line, turns the direction of
 * the text around it, or is half a character.
 */
@Pattern(regexp = "(?s).*\\S.*")
@Size(max = 60)
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface DisplayName {
    /** Returns what a person is told. */
    String message() default "must be 1 to 60 characters without control characters";

    /** Returns the validation groups; none. */
    Class<?>[] groups() default {};

    /** Returns the payload; none. */
    Class<? extends Payload>[] payload() default {};
}
