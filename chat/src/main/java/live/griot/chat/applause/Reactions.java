package live.griot.chat.applause;

import java.util.Map;

/** The data of {@code reactionsCounted}: how often each emoji came in a moment, on one node. */
public record Reactions(Map<String, Integer> reactions) {}
