/** A recording with a picture that no browser plays out of segments (VP8): it is prepared as a file, until which its sound is played. */
import {made} from '/js/recording/download.js';

/** Whether there is such a picture in it. @param {any} recording */
export const hasHiddenPicture = (recording) => recording.state === 'FINISHED'
  && recording.tracks.some((/** @type {{name: string, codecs: string[]}} */ {name, codecs}) => name === 'p' && codecs.some((codec) => codec.startsWith('vp08')));

/**
 * Goes on in the file once it is made, and plays if it played before.
 * @param {import('/js/recording/player.js').Player} player @param {string} path of the recording
 * @param {(percent: number) => void} tell how far it is @param {() => number} where in the file to go on, in seconds; asked when it is there
 */
export async function goOnInFile(player, path, tell, where) {
  const address = await made(path, tell);
  const {paused} = player.video;
  player.playFile(address, where());
  if (!paused) {
    player.video.play().catch(() => undefined);
  }
}
