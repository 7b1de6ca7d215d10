package live.griot.chat.rulebreaker;

import live.griot.app.Griot;

/** Breaks the rule that modules know core-api and not each other. */
public record ChatThatKnowsTheApp(Griot app) {}
