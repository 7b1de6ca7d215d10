/** Plays HLS in a video element: by hls.js where there are media source extensions, which is loaded with the first, else by the browser itself. */

/** Returns after how many seconds the playlists that one names say that a player begins; 0 where they do not. @param {string} url */
export async function startOf(url) {
  const [first = ''] = /^[^#\n].*/m.exec(await (await fetch(url)).text()) ?? [];
  const listed = await (await fetch(new URL(first, new URL(url, location.href)))).text();
  return Number(/^#EXT-X-START:TIME-OFFSET=([\d.]+)/m.exec(listed)?.[1] ?? 0);
}

/** How long after something did not load it is tried again, and how often. */
const RETRY_MILLIS = 2_000;
const MOST_RETRIES = 5;

export class Player {
  /** @param {HTMLVideoElement} video @param {(fatal: boolean) => void} onTrouble told when something does not load, and whether it is given up */
  constructor(video, onTrouble) {
    this.video = video;
    this.onTrouble = onTrouble;
    /** @type {any} */
    this.hls = null;
    this.retries = 0;
    this.attempt = 0;
  }

  /** Plays from an address. @param {string} url @param {number} [from] seconds from the beginning; where the live is, if there is none */
  async play(url, from = -1) {
    this.stop();
    const mine = ++this.attempt;
    const {default: Hls} = await import('hls.js');
    if (mine !== this.attempt) {
      return;
    }
    if (!Hls.isSupported()) {
      this.video.src = url;
      if (from > 0) {
        this.video.addEventListener('loadedmetadata', () => { this.video.currentTime = from; }, {once: true});
      }
      return;
    }
    const hls = new Hls({startPosition: from, enableWorker: false, audioPreference: {audioCodec: 'opus'}});
    this.hls = hls;
    hls.on(Hls.Events.ERROR, (_, problem) => this.fail(problem, Hls.ErrorTypes));
    hls.on(Hls.Events.FRAG_BUFFERED, () => { this.retries = 0; });
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  /** Plays one file with all of it. @param {string} url @param {number} from seconds from the beginning */
  playFile(url, from) {
    this.stop();
    const mine = this.attempt;
    this.video.addEventListener('loadedmetadata', () => { this.video.currentTime = from; }, {once: true});
    this.video.addEventListener('error', () => {
      if (mine === this.attempt) {
        this.onTrouble(true);
      }
    }, {once: true});
    this.video.src = url;
  }

  /** Tries a few times more, then gives up. @param {any} problem @param {any} types */
  fail(problem, types) {
    if (!problem.fatal) {
      return;
    }
    if (problem.type === types.MEDIA_ERROR && this.retries < MOST_RETRIES) {
      this.retries++;
      this.hls.recoverMediaError();
    } else if (problem.type === types.NETWORK_ERROR && this.retries < MOST_RETRIES) {
      this.retries++;
      this.onTrouble(false);
      // Not everybody comes back at once.
      this.retry = setTimeout(() => this.hls?.startLoad(), RETRY_MILLIS * (1 + Math.random() / 2));
    } else {
      this.stop();
      this.onTrouble(true);
    }
  }

  stop() {
    this.attempt++;
    clearTimeout(this.retry);
    this.hls?.destroy();
    this.hls = null;
    this.video.removeAttribute('src');
  }
}
