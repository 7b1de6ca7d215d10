package live.griot.edge.signaling.sdp.rulebreaker;

import live.griot.edge.signaling.negotiation.LocalEdge;

/** Breaks the rule that SDP knows nothing of offers and answers. */
public record ParserThatKnowsOffers(LocalEdge edge) {}
