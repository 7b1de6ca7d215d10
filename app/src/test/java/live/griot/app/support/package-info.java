/** The started program and a client of its API, for tests of the whole. */
@NullMarked
package live.griot.app.support;

import org.jspecify.annotations.NullMarked;
