/** What the edge reports, and what others ask of it. */
@NullMarked
package live.griot.api.edge;

import org.jspecify.annotations.NullMarked;
