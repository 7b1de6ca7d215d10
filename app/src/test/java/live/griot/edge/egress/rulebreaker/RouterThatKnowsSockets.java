package live.griot.edge.egress.rulebreaker;

import java.net.InetSocketAddress;

/** Breaks the rule that routing knows no socket. */
public record RouterThatKnowsSockets(InetSocketAddress viewer) {}
