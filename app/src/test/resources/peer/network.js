/* Lets every connection of a page reach the edge through the port PORT instead of the edge's own, with no way around it. Put into each page before its own scripts. */
(() => {
  const through = (sdp) => sdp
    .replace(/(a=candidate:\S+ \d+ udp \d+ \S+) \d+/gi, '$1 PORT')
    .replace(/a=candidate:\S+ \d+ tcp [^\r\n]*\r?\n/gi, '');
  const set = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    return set.call(this, {type: description.type, sdp: through(description.sdp)});
  };
})();
