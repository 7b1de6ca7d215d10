/*
 * Joins a session as somebody who watches, over the signalling socket with the browser client's own modules, and returns when what happened, in milliseconds
 * since the beginning. The page's clock sees the first frame at the moment it is handed to the screen.
 */
async (session) => {
  const {EdgeClient} = await import('/js/edge/edge-client.js');
  const began = performance.now();
  const at = {};
  const note = (what) => { at[what] ??= performance.now() - began; };

  const client = new EdgeClient({
    join: async () => {
      const joined = await (await fetch(`/api/sessions/${session}/join`, {method: 'POST'})).json();
      note('joined');
      return joined;
    },
  });
  const video = document.body.appendChild(document.createElement('video'));
  video.srcObject = new MediaStream();
  video.muted = true;
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  const watch = (connection) => {
    connection.addEventListener('iceconnectionstatechange', () => connection.iceConnectionState === 'connected' && note('reached'));
    connection.addEventListener('connectionstatechange', () => connection.connectionState === 'connected' && note('connected'));
  };
  client.addEventListener('state', ({detail}) => detail === 'open' && note('welcomed'));
  const begin = client.receiver.begin;
  client.receiver.begin = function () {
    note('offered');
    const connection = begin.call(this);
    watch(connection);
    return connection;
  };
  client.addEventListener('tracks', ({detail}) => detail.forEach(({track}) => {
    note('answered');
    video.srcObject.addTrack(track);
    const unmuted = () => track.kind === 'video' && note('firstPacket');
    if (track.muted) {
      track.addEventListener('unmute', unmuted);
    } else {
      unmuted();
    }
  }));
  video.play().catch(() => undefined);
  client.start();
  await shown;
  note('shown');
  client.close();
  video.remove();
  return at;
}
