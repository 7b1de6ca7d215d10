/** What the modules say to each other. Records; no Spring, no storage. */
@NullMarked
package live.griot.api;

import org.jspecify.annotations.NullMarked;
