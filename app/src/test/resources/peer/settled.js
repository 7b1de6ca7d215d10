/*
 * Looks whether a stage has settled: once, in the course of a second, every tile got eight pictures. Encoders begin slowly, until they know what the way to
 * the server takes; how it goes on after that is what is looked at. Evaluated in a page that shows all tiles already; ask window.settled() over and over.
 */
(() => {
  const ENOUGH = 8;
  const SECOND = 1_000;
  let since = performance.now();
  let before = null;
  let settled = false;
  window.settled = () => {
    const now = performance.now();
    if (!settled && now - since >= SECOND) {
      const frames = [...document.querySelectorAll('#tiles .tile video')].map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
      const each = (now - since) / SECOND;
      settled = before !== null && frames.every((count, tile) => count - before[tile] >= ENOUGH * each);
      before = frames;
      since = now;
    }
    return settled;
  };
})();
