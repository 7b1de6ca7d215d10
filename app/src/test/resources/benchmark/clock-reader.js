/* Reads the clock of clock-camera.js off each picture of a video when it is shown, and keeps how old it was, in milliseconds. */
(selector) => {
  const video = document.querySelector(selector);
  const small = new OffscreenCanvas(640, 360).getContext('2d', {willReadFrequently: true});
  window.ages = [];
  const look = () => {
    small.drawImage(video, 0, 0, 640, 360);
    let then = 0;
    for (let bit = 0; bit < 32; bit++) {
      const light = small.getImageData((bit % 8) * 80 + 40, (bit >> 3) * 90 + 45, 1, 1).data[1];
      then |= (light > 128 ? 1 : 0) << bit;
    }
    window.ages.push((Date.now() >>> 0) - (then >>> 0));
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
}
