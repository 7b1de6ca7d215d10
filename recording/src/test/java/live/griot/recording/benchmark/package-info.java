/** What recording costs; run by hand, as docs/performance.md says. */
@NullMarked
package live.griot.recording.benchmark;

import org.jspecify.annotations.NullMarked;
