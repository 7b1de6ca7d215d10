/** Identifiers: records around time-ordered, URL-safe strings. */
@NullMarked
package live.griot.api.id;

import org.jspecify.annotations.NullMarked;
