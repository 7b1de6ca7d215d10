/** People whom admins banned across sessions: who keep their account, and take no part anywhere. */
@NullMarked
package live.griot.identity.adminban;

import org.jspecify.annotations.NullMarked;
