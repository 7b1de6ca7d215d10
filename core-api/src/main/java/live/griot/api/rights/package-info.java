/** What ends what: the one table of causes and rights, who is told, and what is remembered of what ended. */
@NullMarked
package live.griot.api.rights;

import org.jspecify.annotations.NullMarked;
