package live.griot.app.startup;

import live.griot.edge.node.EdgeNode;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/** Loads what the media edge is made of on a thread of its own, while the rest of the program is put together. */
public final class EdgeBeside implements BackgroundPreinitializer {
    @Override
    public void preinitialize() {
        EdgeNode.preload();
    }
}
