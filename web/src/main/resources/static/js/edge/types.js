/**
 * What the signalling socket speaks of; docs/protocol.md says it in full. Types only.
 *
 * @typedef {'CAMERA' | 'MICROPHONE' | 'SCREEN' | 'SCREEN_AUDIO'} Source
 *
 * @typedef {{publication: string, participant: string, source: Source, codec: string, layers: number, on: boolean}} Publication
 *   one track that somebody publishes; {@code on} is false while its device is switched off
 *
 * @typedef {{onStage: boolean, mayPublish: Source[], on: Source[]}} Rights
 *
 * @typedef {{mid: string, publication: string, participant: string, source: Source}} Received
 *   one track that is received
 *
 * @typedef {'WAITING' | 'FLOWING' | 'PAUSED_FOR_BANDWIDTH' | 'PAUSED_FOR_INVISIBILITY' | 'SWITCHED_OFF' | 'ENDED'} FlowState
 * @typedef {{publication: string, flow: FlowState, layer: number, layers: number}} Flow
 *
 * @typedef {{publication: string, width?: number, height?: number, visible?: boolean, layer?: ?number}} Wish
 *
 * @typedef {{role: string, ticket: string, edge: {signalUrl: string, hlsUrl: ?string, iceServers: RTCIceServer[]}, guest: ?{user: import('/js/api.js').User, accessToken: string, expiresIn: number}}} Joined
 *   the answer to a join
 *
 * @typedef {'connecting' | 'open' | 'lost' | 'closed'} ClientState
 */
export {};
