package live.griot.edge.egress.rulebreaker;

import live.griot.edge.ingest.Encoding;

/** Breaks the rule that egress never knows ingest. */
public record EgressThatKnowsIngest(Encoding alive) {}
