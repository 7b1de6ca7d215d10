/* A camera that films a clock: the low 32 bits of the time in milliseconds as black and white fields, eight a row, and a tone. */
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 640, height: 360});
  const paper = canvas.getContext('2d');
  setInterval(() => {
    const now = Date.now() >>> 0;
    for (let bit = 0; bit < 32; bit++) {
      paper.fillStyle = (now >>> bit) & 1 ? '#fff' : '#000';
      paper.fillRect((bit % 8) * 80, (bit >> 3) * 90, 80, 90);
    }
  }, 1000 / 30);
  const sound = new AudioContext();
  const tone = new OscillatorNode(sound, {frequency: 440});
  const microphone = new MediaStreamAudioDestinationNode(sound);
  tone.connect(microphone);
  tone.start();
  return new MediaStream([...canvas.captureStream(30).getTracks(), ...microphone.stream.getTracks()]);
};
