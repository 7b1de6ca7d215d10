package live.griot.api.identity;

import live.griot.api.id.UserId;

/** The port through which somebody is taken out of all they have a part in, before their account is erased. Thread-safe. */
public interface LeaveTaking {
    /** Ends what they host, calls off what they have scheduled, and takes them off every stage; returns once that is on disk. */
    void leaveEverything(UserId person);
}
