/** The stage, invitations and who may do what, as clients see them. */
@NullMarked
package live.griot.app.stage;

import org.jspecify.annotations.NullMarked;
