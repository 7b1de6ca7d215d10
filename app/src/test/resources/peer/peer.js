/*
 * One peer of the edge in a page: publishes or plays, by WHIP and WHEP or over the signalling socket with the browser client's own modules, and counts what it
 * sent or saw. Evaluated in a page of the server, so that it may call.
 */
window.peer = (() => {
  /** @type {?RTCPeerConnection} */
  let connection = null;
  /** The browser client, over the socket. */
  let client = null;
  const seen = {shown: 0, changed: 0, picture: '', at: 0, longestGap: 0};

  async function exchange({url, ticket}) {
    await connection.setLocalDescription();
    const answer = await fetch(url, {
      method: 'POST',
      headers: {'Content-Type': 'application/sdp', Authorization: `Bearer ${ticket}`},
      body: connection.localDescription.sdp,
    });
    if (answer.status !== 201) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
    await connection.setRemoteDescription({type: 'answer', sdp: await answer.text()});
  }

  /** Joins have been made; there is one ticket. */
  async function begin(order) {
    const {EdgeClient} = await import('/js/edge/edge-client.js');
    client = new EdgeClient({join: async () => JSON.parse(order.joined)});
    return client;
  }

  async function publish(order) {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: {width: order.width, height: order.height, frameRate: order.frameRate},
    });
    if (order.overSocket) {
      await begin(order);
      client.addEventListener('publishing', (event) => { connection = event.detail; });
      client.publish('CAMERA', stream.getVideoTracks()[0]);
      client.publish('MICROPHONE', stream.getAudioTracks()[0]);
      client.start();
      return;
    }
    connection = new RTCPeerConnection();
    for (const track of stream.getTracks()) {
      const sending = connection.addTransceiver(track, {
        direction: 'sendonly',
        streams: [stream],
        sendEncodings: track.kind === 'video' ? [{maxBitrate: order.bitrate}] : [],
      });
      if (track.kind === 'video') {
        const wanted = (codec) => codec.mimeType === `video/${order.codec}` || codec.mimeType === 'video/rtx';
        sending.setCodecPreferences?.(RTCRtpSender.getCapabilities('video').codecs.filter(wanted));
      }
    }
    await exchange(order);
  }

  async function play(order) {
    const stream = new MediaStream();
    const video = document.body.appendChild(document.createElement('video'));
    video.srcObject = stream;
    look(video);
    if (order.overSocket) {
      await begin(order);
      client.addEventListener('tracks', ({detail}) => {
        connection = client.receiver.connection;
        detail.forEach(({track}) => stream.addTrack(track));
      });
      client.start();
    } else {
      connection = new RTCPeerConnection();
      connection.addTransceiver('video', {direction: 'recvonly'});
      connection.addTransceiver('audio', {direction: 'recvonly'});
      connection.addEventListener('track', ({track}) => stream.addTrack(track));
      await exchange(order);
    }
    video.play().catch(() => undefined);
  }

  /** Looks at every picture that is shown: is it another than the one before, and how long did it take? Some are shown too shortly to be looked at. */
  function look(video) {
    const small = new OffscreenCanvas(32, 18).getContext('2d', {willReadFrequently: true});
    const onFrame = (time, {presentedFrames}) => {
      small.drawImage(video, 0, 0, 32, 18);
      const picture = small.getImageData(0, 0, 32, 18).data.join();
      const now = performance.now();
      if (seen.shown > 0) {
        seen.longestGap = Math.max(seen.longestGap, now - seen.at);
        seen.changed += picture === seen.picture ? 0 : 1;
      }
      seen.shown = presentedFrames;
      seen.picture = picture;
      seen.at = now;
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  }

  async function figures() {
    const stats = connection ? [...(await connection.getStats()).values()] : [];
    // Of a camera that is sent in several sizes, the one that was sent most.
    const stream = (way, kind) => stats.filter((s) => s.type === way && s.kind === kind).sort((a, b) => (b.framesSent || 0) - (a.framesSent || 0))[0] || {};
    const sent = stream('outbound-rtp', 'video');
    const received = stream('inbound-rtp', 'video');
    const sound = stream('inbound-rtp', 'audio');
    const codec = stats.find((s) => s.id === (received.codecId || sent.codecId));
    return {
      peer: 'page',
      state: connection?.connectionState ?? 'new',
      codec: codec?.mimeType || '',
      framesSent: sent.framesSent || 0,
      framesReceived: received.framesReceived || 0,
      framesDecoded: received.framesDecoded || 0,
      framesShown: seen.shown,
      framesChanged: seen.changed,
      longestGapMillis: seen.shown ? Math.round(Math.max(seen.longestGap, performance.now() - seen.at)) : 0,
      freezes: received.freezeCount || 0,
      freezeSeconds: received.totalFreezesDuration || 0,
      packetsLost: received.packetsLost || 0,
      nacks: received.nackCount || sent.nackCount || 0,
      keyFrameRequests: (received.pliCount || sent.pliCount || 0) + (received.firCount || sent.firCount || 0),
      soundSeconds: sound.totalSamplesDuration || 0,
      soundEnergy: sound.totalAudioEnergy || 0,
      bytes: received.bytesReceived || sent.bytesSent || 0,
    };
  }

  return {
    publish,
    play,
    figures,
    mark: () => { seen.longestGap = 0; },
    close: () => (client ?? connection)?.close(),
  };
})();
