/** How the read model stores times and cuts lists. */
@NullMarked
package live.griot.query.table;

import org.jspecify.annotations.NullMarked;
