/** What log lines say of the call or frame that they belong to. */
@NullMarked
package live.griot.api.log;

import org.jspecify.annotations.NullMarked;
