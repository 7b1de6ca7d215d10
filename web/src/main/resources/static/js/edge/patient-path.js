/**
 * Watches the way that a connection takes: one that is disturbed may come back by itself, and is given another after a while; one that
 * has failed at once. It tries again for as long as the connection is not closed.
 */
const PATIENCE_MILLIS = 2_000;
const AGAIN_MILLIS = 5_000;

export class PatientPath {
  /** @param {RTCPeerConnection} connection @param {() => void} restart */
  constructor(connection, restart) {
    this.connection = connection;
    this.restart = restart;
    this.onState = () => this.look();
    connection.addEventListener('connectionstatechange', this.onState);
  }

  look() {
    clearTimeout(this.timer);
    const state = this.connection.connectionState;
    if (state === 'disconnected') {
      this.timer = setTimeout(() => this.again(), PATIENCE_MILLIS);
    } else if (state === 'failed') {
      this.again();
    }
  }

  again() {
    if (['disconnected', 'failed'].includes(this.connection.connectionState)) {
      this.restart();
      this.timer = setTimeout(() => this.again(), AGAIN_MILLIS);
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.connection.removeEventListener('connectionstatechange', this.onState);
  }
}
