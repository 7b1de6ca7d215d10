package live.griot.query.attendance;

import live.griot.query.table.ChangedSessions;
import org.springframework.stereotype.Component;

/** The sessions whose viewer count changed: the live socket tells a count once a second instead of once a viewer. */
@Component
public class ViewerCounts extends ChangedSessions {}
