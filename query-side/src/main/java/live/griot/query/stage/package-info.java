/** Who is in a session: the read model of the stage and of who is put out, and the calls that read it. */
@NullMarked
package live.griot.query.stage;

import org.jspecify.annotations.NullMarked;
