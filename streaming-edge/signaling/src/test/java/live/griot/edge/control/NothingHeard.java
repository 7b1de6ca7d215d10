package live.griot.edge.control;

import java.util.List;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.signaling.Goodbye;
import live.griot.edge.signaling.Rights;

/** Somebody at the signalling socket who cares for nothing that they are told. */
class NothingHeard implements Attendee.Listener {
    @Override
    public void onRights(Rights rights) {}

    @Override
    public void onPublications(List<PublishedTrack> publications) {}

    @Override
    public void onGoodbye(Goodbye why) {}
}
