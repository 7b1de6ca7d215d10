package live.griot.edge.ingest.rulebreaker;

import live.griot.edge.egress.EgressLoop;

/** Breaks the rule that ingest never knows egress. */
public record IngestThatKnowsEgress(EgressLoop alive) {}
