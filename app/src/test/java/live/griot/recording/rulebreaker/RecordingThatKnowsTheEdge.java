package live.griot.recording.rulebreaker;

import live.griot.edge.sfu.KeyFrame;

/** Breaks the rule that modules know core-api and not each other. */
public record RecordingThatKnowsTheEdge(KeyFrame frame) {}
