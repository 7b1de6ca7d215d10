package live.griot.command.session;

import live.griot.api.edge.EdgeAddress;
import live.griot.api.session.Role;

/** The answer to a join: what the caller is in the session, the ticket for the edge, and where the edge is. */
public record Joined(Role role, String ticket, EdgeAddress edge) {}
