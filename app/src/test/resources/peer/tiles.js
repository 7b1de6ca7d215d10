/*
 * Looks at every picture that each tile of the page shows for a minute: is it another than the one before? Counted by windows of five seconds, and how long the
 * same picture stood at the longest. Evaluated in a page that shows all tiles already.
 */
(() => {
  const WINDOW = 5_000;
  const WINDOWS = 12;
  const began = performance.now();
  const tiles = [...document.querySelectorAll('#tiles .tile')].map((root) => {
    const video = root.querySelector('video');
    const small = new OffscreenCanvas(16, 9).getContext('2d', {willReadFrequently: true});
    const tile = {participant: root.dataset.participant, video, windows: new Array(WINDOWS).fill(0), decoded: [], picture: '', colour: [], at: began, still: 0};
    const onFrame = () => {
      small.drawImage(video, 0, 0, 16, 9);
      const pixels = small.getImageData(0, 0, 16, 9).data;
      const picture = pixels.join();
      const now = performance.now();
      const number = Math.floor((now - began) / WINDOW);
      if (picture !== tile.picture && number < WINDOWS) {
        tile.windows[number]++;
        tile.still = Math.max(tile.still, now - tile.at);
        tile.at = now;
        tile.picture = picture;
        tile.colour = [0, 1, 2].map((channel) => pixels.filter((_, at) => at % 4 === channel).reduce((sum, value) => sum + value, 0) / 144);
      }
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
    return tile;
  });
  const count = () => tiles.forEach((tile) => tile.decoded.push(tile.video.getVideoPlaybackQuality().totalVideoFrames));
  count();
  const counting = setInterval(() => {
    count();
    if (tiles[0].decoded.length > WINDOWS) {
      clearInterval(counting);
    }
  }, WINDOW);
  window.tiles = {
    over: () => performance.now() - began > WINDOW * WINDOWS && tiles[0].decoded.length > WINDOWS,
    told: () => tiles.map(({participant, windows, decoded, colour, still}) => ({participant, windows, decoded, colour, still: Math.round(still)})),
  };
})();
