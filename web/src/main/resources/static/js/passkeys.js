/** Passkeys as this browser has them: whether it can have any here, and its part of both ceremonies (WebAuthn, level 3). */
import {t} from '/js/text.js';

/** Returns why there can be no passkeys in this browser at this address, in words, or null where there can. @returns {?string} */
export function noPasskeys() {
  if (!isSecureContext) {
    return t('passkey.insecure');
  }
  if (!('PublicKeyCredential' in window)) {
    return t('passkey.unknown');
  }
  // They belong to a name: browsers take no address of the network for one.
  return /^[\d.]+$|:/.test(location.hostname) ? t('passkey.numbers') : null;
}

/** Makes one. @param {any} options as the server says them @returns {Promise<any>} what the server is told */
export const makePasskey = (options) => asked(() => navigator.credentials.create({publicKey: creation(options)}));

/** Lets somebody choose one of theirs, and show it. @param {any} options as the server says them @returns {Promise<any>} what the server is told */
export const showPasskey = (options) => asked(() => navigator.credentials.get({publicKey: request(options)}));

/** @param {() => Promise<?Credential>} ceremony */
async function asked(ceremony) {
  try {
    return toJson(await ceremony());
  } catch (failure) {
    throw new Error(inWords(failure));
  }
}

/** A browser says as little as it can, so that a page learns nothing of who has given up. @param {any} failure */
function inWords({name}) {
  switch (name) {
    case 'InvalidStateError': return t('passkey.there');
    case 'NotAllowedError': return t('passkey.notDone');
    default: return t('passkey.failed');
  }
}

// Browsers before 2025 have none of these three.
const known = () => /** @type {any} */ (window).PublicKeyCredential;

const creation = (options) => known().parseCreationOptionsFromJSON?.(options) ?? {
  ...options,
  challenge: bytes(options.challenge),
  user: {...options.user, id: bytes(options.user.id)},
  excludeCredentials: options.excludeCredentials.map(withBytes),
};

const request = (options) => known().parseRequestOptionsFromJSON?.(options) ?? {
  ...options,
  challenge: bytes(options.challenge),
  allowCredentials: options.allowCredentials.map(withBytes),
};

function toJson(credential) {
  if (credential.toJSON) {
    return credential.toJSON();
  }
  const {response} = credential;
  const told = {clientDataJSON: text(response.clientDataJSON)};
  for (const field of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[field]) {
      told[field] = text(response[field]);
    }
  }
  return {id: credential.id, rawId: credential.id, type: credential.type, response: {...told, transports: response.getTransports?.()}};
}

const withBytes = (one) => ({...one, id: bytes(one.id)});

/** @param {string} base64url */
const bytes = (base64url) => Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));

/** @param {ArrayBuffer} buffer */
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
