/** What stands on the studio's page. */
import {html} from 'lit-html';
import {isCall} from '/js/guests/arrival.js';
import '/js/guests/device-check.js';
import '/js/guests/inviting.js';
import {ownPicture} from '/js/studio/own-picture.js';
import {t} from '/js/text.js';

/** @param {{setup: unknown, onStream: (event: CustomEvent) => void, copyLink: () => void, end: () => void}} parts */
export const booth = ({setup, onStream, copyLink, end}) => html`
  <p class="notice" id="problem" role="alert" hidden></p>
  <p class="notice" id="path" role="status" hidden></p>
  <div class="stage">
    <section aria-label=${t('studio.yourPicture')}>
      ${ownPicture()}
      <div class="row controls" id="switches" hidden>
        <button class="toggle" id="mic" aria-pressed="false">${t('own.mute')}</button>
        <button class="toggle" id="cam" aria-pressed="false">${t('own.cameraOff')}</button>
        <button class="shares" id="screen" aria-pressed="false">${t('golive.share')}</button>
        <button class="danger" id="end" @click=${end}>${t(isCall() ? 'call.hangUp' : 'studio.end')}</button>
      </div>
      <section class="raised" aria-label=${t('studio.hands')}>
        <h2 id="hands-told" role="status"></h2>
        <div id="hands"></div>
      </section>
      <div class="tiles guests" id="tiles" role="group" aria-label=${t('studio.others')}></div>
      <div class="title-row" id="onair-title" hidden>
        <div>
          <h1 id="title" dir="auto"></h1>
          <p class="soft"><span id="subtitle" role="status"></span> <span class="badge duration" id="call-duration">0:00</span></p>
          <p class="soft small" id="seats"></p>
        </div>
        <div class="row"><griot-inviting id="inviting"></griot-inviting><button id="share" @click=${copyLink}>${t('studio.copyLink')}</button></div>
      </div>
      <div id="recording"></div>
      <div id="applause"></div>
      <griot-device-check class="controls" id="check" @stream=${onStream}></griot-device-check>
    </section>
    ${setup}
    <section class="card chat" id="chat" aria-label=${t('chat.title')} hidden></section>
  </div>`;
