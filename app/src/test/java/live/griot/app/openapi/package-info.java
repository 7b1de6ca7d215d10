/** The published description of the interface says what the interface does. */
@NullMarked
package live.griot.app.openapi;

import org.jspecify.annotations.NullMarked;
