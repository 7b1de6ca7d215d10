/** What was done about accounts, by whom and when. */
@NullMarked
package live.griot.identity.audit;

import org.jspecify.annotations.NullMarked;
