/** The camera, the microphone and the screen of whoever goes on stage, and which of them they chose last. */

import {isKnown, t} from '/js/text.js';

const CHOSEN = 'griot.devices';

/** @typedef {{camera?: string, microphone?: string, blurred?: boolean}} Choice */

/** Returns what was chosen last in this browser. @returns {Choice} */
export const choice = () => JSON.parse(localStorage.getItem(CHOSEN) ?? '{}');

/** Remembers what is chosen. @param {Choice} chosen */
export const choose = (chosen) => localStorage.setItem(CHOSEN, JSON.stringify({...choice(), ...chosen}));

/**
 * Opens a camera and a microphone: the named ones, or those that were chosen last, or any.
 *
 * @param {string} [camera] @param {string} [microphone] @param {boolean} [pictures] false for the microphone alone
 */
export async function open(camera = choice().camera, microphone = choice().microphone, pictures = true) {
  try {
    const stream = await request(pictures, camera, microphone);
    await blur(stream, Boolean(choice().blurred));
    return stream;
  } catch (refused) {
    throw inWords(refused);
  }
}

/** A device that was chosen and is gone gives way to any other. @param {boolean} pictures @param {string} [camera] @param {string} [microphone] */
async function request(pictures, camera, microphone) {
  const wish = (/** @type {string | undefined} */ chosen) => ({deviceId: chosen ? {exact: chosen} : undefined});
  const picture = {width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 30}};
  const sound = {echoCancellation: true, noiseSuppression: true};
  const constraints = (/** @type {string | undefined} */ video, /** @type {string | undefined} */ audio) =>
    ({video: pictures && {...wish(video), ...picture}, audio: {...wish(audio), ...sound}});
  // Where a page is not served securely, browsers have no devices to give.
  if (!navigator.mediaDevices) {
    throw new DOMException('', 'SecurityError');
  }
  try {
    return await navigator.mediaDevices.getUserMedia(constraints(camera, microphone));
  } catch (refused) {
    if (/** @type {Error} */ (refused).name === 'OverconstrainedError' && (camera || microphone)) {
      return navigator.mediaDevices.getUserMedia(constraints(undefined, undefined));
    }
    throw refused;
  }
}

/** Opens a screen or a window that the person picks. */
export async function openScreen() {
  try {
    // Of a whole system's sound the guests' voices would be a part, and they would hear themselves.
    return await navigator.mediaDevices.getDisplayMedia(/** @type {any} */ ({
      video: {frameRate: {ideal: 15}}, audio: {echoCancellation: false, noiseSuppression: false, autoGainControl: false}, systemAudio: 'exclude', selfBrowserSurface: 'exclude',
    }));
  } catch (refused) {
    const why = /** @type {Error} */ (refused).name;
    throw new Error(t(why === 'NotAllowedError' ? 'devices.noScreen' : 'devices.screenFailed'));
  }
}

/** @param {any} refused */
function inWords(refused) {
  const why = `devices.${refused.name}`;
  return new Error(t(isKnown(why) ? why : 'devices.failed'));
}

/** Returns whether the browser can blur what is behind the person. @param {?MediaStream} stream */
export function canBlur(stream) {
  const able = /** @type {any} */ (stream?.getVideoTracks()[0]?.getCapabilities?.())?.backgroundBlur;
  return Array.isArray(able) && able.length > 1;
}

/** Blurs what is behind the person, where the browser can. @param {?MediaStream} stream @param {boolean} blurred */
export async function blur(stream, blurred) {
  if (canBlur(stream)) {
    await stream?.getVideoTracks()[0].applyConstraints(/** @type {any} */ ({backgroundBlur: blurred})).catch(() => undefined);
  }
}

/** Returns the devices of a kind, each with a name. @param {MediaDeviceKind} kind @returns {Promise<{id: string, name: string}[]>} */
export async function ofKind(kind) {
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind);
  return devices.map((device, index) => ({
    id: device.deviceId,
    name: device.label || t(kind === 'videoinput' ? 'devices.camera' : 'devices.microphone', {number: index + 1}),
  }));
}

/** Shows how loud a stream is, until it is stopped; returns what stops it. @param {MediaStream} stream @param {HTMLElement} bar */
export function meter(stream, bar) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    bar.style.transform = `scaleX(${Math.min(1, Math.sqrt(power) * 4)})`;
  }, 100);
  return () => {
    clearInterval(timer);
    if (context.state !== 'closed') {
      context.close();
    }
  };
}
