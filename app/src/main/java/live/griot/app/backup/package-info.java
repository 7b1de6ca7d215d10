/** Backups of the embedded database, made while the program runs. A server has tools of its own. */
@NullMarked
package live.griot.app.backup;

import org.jspecify.annotations.NullMarked;
