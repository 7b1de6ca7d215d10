package live.griot.api.session;

/** A command by which a session begins to be, or to run: what is refused first where room for what runs already becomes little. */
public interface BeginsSession {}
