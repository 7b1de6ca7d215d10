/** A recording as one file: it is asked for until it is made, then the browser saves it. */
import {Refusal, token} from '/js/api.js';

/** Whether it can be had with all beside each other: the pictures of several are kept by themselves. @param {any} recording */
export const hasGrid = (recording) => recording.tracks.filter((/** @type {{name: string}} */ {name}) => name.startsWith('v-')).length > 1;

/**
 * Returns the address of the file once it is made.
 * @param {string} path @param {(percent: number) => void} tell how far it is @param {'programme' | 'grid'} [layout] @returns {Promise<string>}
 */
export async function made(path, tell, layout = 'programme') {
  for (;;) {
    const bearer = await token();
    // One byte: whether it is there is all that is asked.
    const answer = await fetch(`${path}/download?format=mp4&layout=${layout}`, {headers: {Range: 'bytes=0-0', ...bearer ? {Authorization: `Bearer ${bearer}`} : {}}});
    if (answer.status !== 202) {
      if (!answer.ok) {
        throw new Refusal(answer.status, await answer.json().catch(() => ({})));
      }
      return answer.headers.get('Content-Location') ?? '';
    }
    tell((await answer.json()).percent);
    await new Promise((resolve) => { setTimeout(resolve, 1_000 * Number(answer.headers.get('Retry-After') ?? 2)); });
  }
}

/** Lets the browser save what is at an address. @param {string} address @param {string} name */
export function save(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.mp4`;
  link.click();
}
