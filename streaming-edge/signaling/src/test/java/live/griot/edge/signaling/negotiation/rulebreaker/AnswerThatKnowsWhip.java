package live.griot.edge.signaling.negotiation.rulebreaker;

import live.griot.edge.signaling.IfMatch;

/** Breaks the rule that offers and answers know nothing of the ways in. */
public record AnswerThatKnowsWhip(IfMatch condition) {}
