/** What recordings there are, and what becomes of them: the aggregate, its read model, and the calls about it. */
@NullMarked
package live.griot.recording.lifecycle;

import org.jspecify.annotations.NullMarked;
