/**
 * Keeps recordings in a bucket of S3, or of what speaks as S3 does, where one is configured. Nothing here is loaded where none is; what speaks
 * to it is one class.
 */
@NullMarked
package live.griot.recording.bucket;

import org.jspecify.annotations.NullMarked;
