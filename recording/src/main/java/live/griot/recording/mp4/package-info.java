/**
 * Fragmented MP4 as CMAF has it, one track a file (ISO/IEC 14496-12, 14496-15, 23000-19): writes the init segment and the parts, and finds
 * the last whole part in bytes that cannot be trusted. Nothing here opens a file.
 */
@NullMarked
package live.griot.recording.mp4;

import org.jspecify.annotations.NullMarked;
