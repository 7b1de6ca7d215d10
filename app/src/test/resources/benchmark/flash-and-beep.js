/* A camera that is black, and white for a tenth of a second every two seconds, and a microphone that beeps at the same moments. */
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 640, height: 360});
  const paper = canvas.getContext('2d');
  const sound = new AudioContext();
  await sound.resume();
  const microphone = new MediaStreamAudioDestinationNode(sound);
  const loudness = new GainNode(sound, {gain: 0});
  const tone = new OscillatorNode(sound, {frequency: 1000});
  tone.connect(loudness).connect(microphone);
  tone.start();
  let next = Math.ceil(sound.currentTime) + 1;
  let frames = 0;
  setInterval(() => {
    const now = sound.currentTime;
    if (now > next - 1 && now < next && loudness.planned !== next) {
      loudness.planned = next;
      loudness.gain.setValueAtTime(1, next);
      loudness.gain.setValueAtTime(0, next + 0.1);
    }
    const isWhite = now >= next && now < next + 0.1;
    if (now > next + 0.5) {
      next += 2;
    }
    paper.fillStyle = isWhite ? '#fff' : '#000';
    paper.fillRect(0, 0, 640, 360);
    paper.fillStyle = frames++ % 2 ? '#111' : '#222';
    paper.fillRect(0, 0, 8, 8);
  }, 1000 / 60);
  return new MediaStream([...canvas.captureStream(30).getTracks(), ...microphone.stream.getTracks()]);
};
