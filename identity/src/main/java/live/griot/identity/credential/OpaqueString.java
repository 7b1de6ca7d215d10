package live.griot.identity.credential;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form in which passwords are hashed and compared, so that the same password typed on another keyboard is the same: spaces of all kinds are
 * one, and letters with their marks are composed (RFC 8265, section 4.2). Case matters, and so does every blank.
 */
final class OpaqueString {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private OpaqueString() {}

    /** Returns the form of a password. */
    static String formOf(String typed) {
        return NFC.normalize(typed.codePoints()
                .map(character -> UCharacter.getType(character) == UCharacterCategory.SPACE_SEPARATOR ? ' ' : character)
                .mapToObj(Character::toString)
                .collect(Collectors.joining()));
    }

    /**
     * Returns whether a password may be chosen: what RFC 8264, section 4.3, lets into a free-form string. Beyond that it lets pass what joins
     * emojis and chooses how they look, which keyboards type unasked.
     */
    private static boolean mayBeChosen(int character) {
        return switch (UCharacter.getType(character)) {
            case UCharacterCategory.CONTROL,
                    UCharacterCategory.SURROGATE,
                    UCharacterCategory.PRIVATE_USE,
                    UCharacterCategory.UNASSIGNED,
                    UCharacterCategory.LINE_SEPARATOR,
                    UCharacterCategory.PARAGRAPH_SEPARATOR -> false;
            default ->
                !UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                        || UCharacter.hasBinaryProperty(character, UProperty.JOIN_CONTROL)
                        || UCharacter.hasBinaryProperty(character, UProperty.VARIATION_SELECTOR);
        };
    }

    private static boolean isWhole(int character) {
        return UCharacter.getType(character) != UCharacterCategory.SURROGATE;
    }

    private static boolean all(@Nullable String password, Predicate<Integer> allowed) {
        return password == null || password.codePoints().boxed().allMatch(allowed);
    }

    /** A password that may be chosen, or null. */
    @Constraint(validatedBy = Typed.Validator.class)
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Typed {
        /** Returns what a person is told. */
        String message() default "must be characters that a keyboard types";

        /** Returns the validation groups; none. */
        Class<?>[] groups() default {};

        /** Returns the payload; none. */
        Class<? extends Payload>[] payload() default {};

        /** Looks at each character. */
        final class Validator implements ConstraintValidator<Typed, String> {
            @Override
            public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
                return all(password, OpaqueString::mayBeChosen);
            }
        }
    }

    /** A text without halves of characters, which no encoding can write, or null. */
    @Constraint(validatedBy = WellFormed.Validator.class)
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @interface WellFormed {
        /** Returns what a person is told. */
        String message() default "must not contain halves of characters";

        /** Returns the validation groups; none. */
        Class<?>[] groups() default {};

        /** Returns the payload; none. */
        Class<? extends Payload>[] payload() default {};

        /** Looks at each character. */
        final class Validator implements ConstraintValidator<WellFormed, String> {
            @Override
            public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
                return all(password, OpaqueString::isWhole);
            }
        }
    }
}
