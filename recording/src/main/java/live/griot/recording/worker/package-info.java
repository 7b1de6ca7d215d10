/** What is made of recordings when they are over: downloads and small pictures, by programs that run beside this one, a few at a time. */
@NullMarked
package live.griot.recording.worker;

import org.jspecify.annotations.NullMarked;
