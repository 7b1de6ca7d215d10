package live.griot.edge.signaling;

import live.griot.edge.transport.RtpParameters;

/** A section that the answer takes: what was offered, the codec chosen from it, and the track that comes of it. */
record AcceptedSection(MediaSection offered, RtpCodec codec, RtpParameters track) {}
