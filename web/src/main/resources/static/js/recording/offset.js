/** Places in a recording: as ISO 8601 has durations, as seconds of a player, and as an address says them. */

const DURATION = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** Returns the milliseconds of a duration of hours, minutes and seconds. @param {string} duration */
export function millis(duration) {
  const [, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(duration) ?? [];
  return Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}

/** Returns the seconds that {@code ?t=} asks for: a number, or as in 1h2m3s; null for none. @param {?string} text */
export function asked(text) {
  const [whole, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(text ?? '') ?? [];
  return whole ? (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds) : null;
}
