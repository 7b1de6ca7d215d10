package live.griot.app.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that neither measures nor minds what else the machine does: it runs beside another of its kind in the same JVM. Who reads the log
 * ({@link LogBook}) or sets what all share is none of them: a program that starts beside them sets logging up anew.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("beside")
public @interface BesideOthers {}
