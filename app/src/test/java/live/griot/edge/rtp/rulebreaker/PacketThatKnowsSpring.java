package live.griot.edge.rtp.rulebreaker;

import org.springframework.util.MimeType;

/** Breaks the rule that protocol code knows no framework. */
public record PacketThatKnowsSpring(MimeType type) {}
