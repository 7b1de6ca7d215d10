package live.griot.app.race;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A test that is run over and over, each time with a fresh session, since one run may be lucky; beside others of its kind, which is luck too. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RepeatedTest(value = 6, failureThreshold = 1)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(30)
@interface Race {}
