/** The read model of sessions and the calls that read it. */
@NullMarked
package live.griot.query.session;

import org.jspecify.annotations.NullMarked;
