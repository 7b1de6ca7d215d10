/** Small pictures of a recording by the time they are of: pieces of a few larger ones, as a WebVTT list says. */
import {token} from '/js/api.js';

/** @typedef {{from: number, to: number, sheet: string, x: number, y: number, width: number, height: number}} Thumbnail */

const CUE = /^([\d:.]+) --> ([\d:.]+)\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gm;

/** How often they are asked for while they are being made. */
const TRIES = 10;

/** @param {string} time hours, minutes and seconds */
const seconds = (time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** @param {string} list @returns {Thumbnail[]} */
export const thumbnails = (list) => [...list.matchAll(CUE)].map(([, from, to, sheet, x, y, width, height]) =>
  ({from: seconds(from), to: seconds(to), sheet, x: Number(x), y: Number(y), width: Number(width), height: Number(height)}));

/** Reads those of a recording, and waits while they are being made; none where there are none. @param {string} path @returns {Promise<Thumbnail[]>} */
export async function read(path) {
  const bearer = await token();
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await fetch(`${path}/thumbnails.vtt`, bearer ? {headers: {Authorization: `Bearer ${bearer}`}} : {});
    if (answer.status !== 202) {
      return answer.ok ? thumbnails(await answer.text()) : [];
    }
    await new Promise((resolve) => { setTimeout(resolve, 1_000 * Number(answer.headers.get('Retry-After') ?? 2)); });
  }
  return [];
}
