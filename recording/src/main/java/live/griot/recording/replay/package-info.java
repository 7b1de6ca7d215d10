/** What is shown beside a recording while it plays: its session's chat in step, chapters, and how much was said when. */
@NullMarked
package live.griot.recording.replay;

import org.jspecify.annotations.NullMarked;
