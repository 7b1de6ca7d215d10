package live.griot.edge.tap.rulebreaker;

import live.griot.edge.ingest.Encoding;

/** Breaks the rule that a tap never knows ingest. */
public record TapThatKnowsIngest(Encoding alive) {}
