/**
 * The HTTP API: who is signed in, and calls that carry their token. The access token lives in memory; the refresh cookie, which
 * scripts cannot read, brings a new one after a reload or when it has run out.
 */

/** @typedef {{id: string, handle: string, displayName: string, avatarUrl: ?string}} User */
/** @typedef {{id: string, title: string, description: string, type: string, state: string, host: User, viewerCount: number, visibility: string, previewUrl: ?string, scheduledFor: ?string, startedAt: ?string, endedAt: ?string, hostPresent: boolean, guests: User[]}} Session */

import {isKnown, t} from '/js/text.js';

const SIGNED_IN = 'griot.signed-in';
/** Longer than the server takes for anything: who waits that long has no network. */
const PATIENCE_MILLIS = 30_000;

/** @type {?string} */
let accessToken = null;
/** @type {?User} */
let user = null;
/** @type {?Promise<boolean>} */
let refreshing = null;
/** How a guest without an account gets another access token; null for everybody else. @type {?(() => Promise<any>)} */
let renewGuest = null;
/** Until when the access token is good, by this clock. */
let goodUntil = 0;
/** How long before its end a token is not used any more: what is sent with it arrives in time. */
const SPARE_MILLIS = 30_000;

/** Says in the person's language what the code stands for; what has no words yet is told as the server does. @param {{code?: string, detail?: string}} problem */
const sentence = ({code, detail}) => isKnown(`refused.${code}`) ? t(`refused.${code}`) : detail || t('refused.UNKNOWN');

/** A call that was refused: a sentence for people, the stable code, and when to come again where that helps. */
export class Refusal extends Error {
  /** @param {number} status @param {{code?: string, detail?: string, retryAfterSeconds?: number, errors?: {field: string, message: string}[]}} problem */
  constructor(status, problem) {
    super(sentence(problem));
    this.status = status;
    this.code = problem.code || 'UNKNOWN';
    this.errors = problem.errors || [];
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}

/** Returns who is signed in, after asking the server once; null for nobody. @returns {Promise<?User>} */
export async function whoAmI() {
  if (!user && localStorage.getItem(SIGNED_IN)) {
    await refresh();
  }
  return user;
}

/** Returns the present access token, fresh enough to be used at once; null for nobody. @returns {Promise<?string>} */
export async function token() {
  await whoAmI();
  if (accessToken && tokenGoodFor() <= 0) {
    await refresh();
  }
  return accessToken;
}

/** Returns for how many milliseconds more the access token is used before it is renewed. */
export const tokenGoodFor = () => goodUntil - SPARE_MILLIS - Date.now();

/** Lets the next token be a fresh one: the server has said that this one is good no longer. */
export function distrustToken() {
  goodUntil = 0;
}

/** @param {string} path @param {object} credentials */
export async function signIn(path, credentials) {
  remember(await call('POST', path, credentials, false));
}

/** Takes up a sign-in of which this browser has the cookie and nothing else yet. @returns {Promise<boolean>} whether there is one */
export const takeUpSignIn = () => refresh();

export async function signOut() {
  await call('POST', '/api/auth/logout', undefined, false).catch(() => undefined);
  forget();
}

/** Changes what is known of who is signed in. @param {{displayName?: string, bio?: string, links?: string[], email?: string, language?: string}} change @returns {Promise<User>} */
export async function changeMe(change) {
  user = /** @type {User} */ (await patch('/api/me', change));
  return user;
}

/** @param {string} path */
export const get = (path) => call('GET', path);
/** Reads what is there for anybody, without saying who asks: a guest's token is good in one session alone. @param {string} path */
export const getAsAnybody = (path) => call('GET', path, undefined, false);
/** @param {string} path @param {object} [body] */
export const post = (path, body) => call('POST', path, body);
/** @param {string} path @param {object} body */
export const patch = (path, body) => call('PATCH', path, body);
/** @param {string} path @param {object} [body] a picture as it is, anything else as JSON */
export const put = (path, body) => call('PUT', path, body);
/** @param {string} path */
export const remove = (path) => call('DELETE', path);

/** Reads a picture that is not everybody's to see; null where there is none. @param {string} path @returns {Promise<?Blob>} */
export async function getPicture(path) {
  const bearer = await token();
  const answer = await fetch(path, {headers: bearer ? {Authorization: `Bearer ${bearer}`} : {}, signal: AbortSignal.timeout(PATIENCE_MILLIS)}).catch(() => null);
  return answer?.ok ? answer.blob() : null;
}

/**
 * @param {string} method @param {string} path @param {object} [body] @param {boolean} [withToken]
 * @returns {Promise<any>} the answer's JSON, or null where there is none
 */
async function call(method, path, body, withToken = true) {
  if (withToken) {
    await whoAmI();
  }
  let [answer, json] = await send(method, path, body, withToken);
  // A wrong password is not the token's fault, and would be counted twice.
  if (answer.status === 401 && json?.code !== 'BAD_CREDENTIALS' && withToken && accessToken && (await refresh())) {
    [answer, json] = await send(method, path, body, withToken);
  }
  if (!answer.ok) {
    throw new Refusal(answer.status, json || {});
  }
  return json;
}

/** @returns {Promise<[Response, any]>} the answer, and its JSON or null */
async function send(method, path, body, withToken) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (body !== undefined) {
    headers['Content-Type'] = body instanceof Blob ? body.type : 'application/json';
  }
  if (withToken && accessToken) {
    headers.Authorization = `Bearer ${accessToken}`;
  }
  try {
    const sent = body === undefined || body instanceof Blob ? body : JSON.stringify(body);
    const answer = await fetch(path, {method, headers, body: sent, signal: AbortSignal.timeout(PATIENCE_MILLIS)});
    const text = await answer.text();
    return [answer, text && /json/.test(answer.headers.get('Content-Type') || '') ? JSON.parse(text) : null];
  } catch {
    throw new Refusal(0, {code: 'OFFLINE'});
  }
}

/** @returns {Promise<boolean>} whether somebody is signed in */
function refresh() {
  refreshing ??= (renewGuest ? renewGuest() : call('POST', '/api/auth/refresh', undefined, false))
    .then((answer) => { remember(answer); return true; })
    .catch((refusal) => { if (refusal.status === 401) { forget(); } return false; })
    .finally(() => { refreshing = null; });
  return refreshing;
}

/**
 * Goes on as a guest of one session, who has no account, until the page is left.
 *
 * @param {{user: User, accessToken: string, expiresIn: number}} pass @param {() => Promise<any>} renew brings another pass
 */
export function beGuest(pass, renew) {
  renewGuest = renew;
  remember(pass);
}

function remember(answer) {
  accessToken = answer.accessToken;
  goodUntil = Date.now() + 1000 * answer.expiresIn;
  user = answer.user;
  if (!renewGuest) {
    localStorage.setItem(SIGNED_IN, 'yes');
  }
}

function forget() {
  accessToken = null;
  user = null;
  localStorage.removeItem(SIGNED_IN);
}
