/** The camera and the microphone of whoever goes live. */

import {isKnown, t} from '/js/text.js';

/** Opens a camera and a microphone, the named ones if any. @param {string} [camera] @param {string} [microphone] */
export async function open(camera, microphone) {
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: {deviceId: camera ? {exact: camera} : undefined, width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 30}},
      audio: {deviceId: microphone ? {exact: microphone} : undefined, echoCancellation: true, noiseSuppression: true},
    });
  } catch (refused) {
    const why = `devices.${/** @type {Error} */ (refused).name}`;
    throw new Error(t(isKnown(why) ? why : 'devices.failed'));
  }
}

/** Fills a list with the devices of a kind. @param {HTMLSelectElement} list @param {MediaDeviceKind} kind @param {string} [chosen] */
export async function list(list, kind, chosen) {
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind);
  list.replaceChildren(...devices.map((device, index) => {
    const name = device.label || t(kind === 'videoinput' ? 'devices.camera' : 'devices.microphone', {number: index + 1});
    return new Option(name, device.deviceId, false, device.deviceId === chosen);
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
