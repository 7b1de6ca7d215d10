package live.griot.edge.handover.rulebreaker;

import live.griot.edge.ingest.Encoding;

/** Breaks the rule that what is handed over knows nobody who hands it. */
public record HandoverThatKnowsIngest(Encoding alive) {}
