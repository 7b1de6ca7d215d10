package live.griot.api.rulebreaker;

import org.springframework.http.HttpStatus;

/** Breaks the rule that core-api knows only the JDK and Axon's annotations. */
public record ApiThatKnowsSpring(HttpStatus status) {}
