package live.griot.query.stage;

import live.griot.query.table.ChangedSessions;
import org.springframework.stereotype.Component;

/** The sessions that somebody may know of no longer: the live socket looks again at who listens to them. */
@Component
public class AccessChanges extends ChangedSessions {}
