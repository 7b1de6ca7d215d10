package live.griot.tools.rulebreaker;

import org.springframework.stereotype.Component;

/** A bean where the start does not look. */
@Component
public final class BeanThatNobodyFinds {}
