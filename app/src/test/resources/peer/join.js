/*
 * Joins a session as somebody who watches, and returns when what happened, in milliseconds since the beginning. The page's clock sees the first frame at the
 * moment it is handed to the screen.
 */
async (session) => {
  const began = performance.now();
  const at = {};
  const note = (what) => { at[what] ??= performance.now() - began; };

  const joined = await (await fetch(`/api/sessions/${session}/join`, {method: 'POST'})).json();
  note('joined');
  const connection = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
  connection.addTransceiver('video', {direction: 'recvonly'});
  connection.addTransceiver('audio', {direction: 'recvonly'});
  const video = document.body.appendChild(document.createElement('video'));
  video.srcObject = new MediaStream();
  video.muted = true;
  const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  connection.addEventListener('track', ({track}) => {
    video.srcObject.addTrack(track);
    track.addEventListener('unmute', () => track.kind === 'video' && note('firstPacket'));
  });
  connection.addEventListener('iceconnectionstatechange', () => connection.iceConnectionState === 'connected' && note('reached'));
  connection.addEventListener('connectionstatechange', () => connection.connectionState === 'connected' && note('connected'));
  video.play().catch(() => undefined);
  await connection.setLocalDescription();
  note('offered');
  const answer = await fetch(joined.edge.whepUrl, {
    method: 'POST',
    headers: {'Content-Type': 'application/sdp', Authorization: `Bearer ${joined.ticket}`},
    body: connection.localDescription.sdp,
  });
  const sdp = await answer.text();
  if (answer.status !== 201) {
    throw new Error(`${answer.status} ${sdp}`);
  }
  note('answered');
  await connection.setRemoteDescription({type: 'answer', sdp});
  await shown;
  note('shown');
  await fetch(answer.headers.get('Location'), {method: 'DELETE'});
  connection.close();
  video.remove();
  return at;
}
