package live.griot.edge.control;

import java.util.EnumSet;
import java.util.Set;
import live.griot.api.stage.Devices;
import live.griot.edge.sfu.TrackSource;

/** What somebody's devices are to the edge: a screen comes with its sound. */
final class Sources {
    private Sources() {}

    /** Returns the sources of the devices that are on. */
    static Set<TrackSource> of(Devices devices) {
        Set<TrackSource> sources = EnumSet.noneOf(TrackSource.class);
        if (devices.audio()) {
            sources.add(TrackSource.MICROPHONE);
        }
        if (devices.video()) {
            sources.add(TrackSource.CAMERA);
        }
        if (devices.screen()) {
            sources.add(TrackSource.SCREEN);
            sources.add(TrackSource.SCREEN_AUDIO);
        }
        return sources;
    }
}
