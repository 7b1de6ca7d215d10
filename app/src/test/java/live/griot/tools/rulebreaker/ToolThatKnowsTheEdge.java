package live.griot.tools.rulebreaker;

import live.griot.edge.sfu.MediaEdge;

/** What no tool may do. */
public final class ToolThatKnowsTheEdge {
    private final MediaEdge edge;

    ToolThatKnowsTheEdge(MediaEdge edge) {
        this.edge = edge;
    }

    MediaEdge edge() {
        return edge;
    }
}
