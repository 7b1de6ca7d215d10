/** Journeys through the started program in a real browser. */
@NullMarked
package live.griot.app.browser;

import org.jspecify.annotations.NullMarked;
