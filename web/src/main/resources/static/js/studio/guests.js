/** What a host can do about somebody on stage: nothing can be switched on from here. */
import {patch, post, put} from '/js/api.js';
import {ask} from '/js/ask.js';
import {Menu} from '/js/chat/menu.js';
import {ontoStage} from '/js/guests/arrival.js';
import {letGo} from '/js/leaving.js';
import {element, showProblem} from '/js/page.js';
import {t} from '/js/text.js';

export class Guests {
  /** @param {string} session @param {import('/js/people.js').People} people @param {import('/js/quality.js').Quality} quality */
  constructor(session, people, quality) {
    this.session = session;
    this.people = people;
    this.quality = quality;
    this.menu = new Menu(document.body, () => undefined);
  }

  /** Returns what stands under somebody's picture. @param {string} person */
  controlsOf(person) {
    const name = this.people.nameOf(person);
    const path = this.pathOf(person);
    const on = this.people.onStage.get(person);
    return [
      this.quality.markOf(person),
      ...(on?.audio ? [button(t('own.mute'), t('studio.mutePerson', {name}), () => patch(path, {audio: false}))] : []),
      ...(on?.video ? [button(t('own.cameraOff'), t('studio.cameraOffPerson', {name}), () => patch(path, {video: false}))] : []),
      button(t('studio.offStage'), t('studio.offStagePerson', {name}), () => put(`${path}/role`, {role: 'VIEWER'})),
      this.more(person, name),
    ];
  }

  /** @param {string} person @param {string} name */
  more(person, name) {
    const made = element('button', 'more', '⋯');
    made.setAttribute('aria-haspopup', 'menu');
    made.setAttribute('aria-label', t('studio.moreAbout', {name}));
    made.addEventListener('click', () => this.menu.open(made, name, this.items(person, name)));
    return made;
  }

  /** @param {string} person @param {string} name @returns {import('/js/chat/menu.js').Item[]} */
  items(person, name) {
    const path = this.pathOf(person);
    const on = this.people.onStage.get(person);
    const asks = (/** @type {object} */ wish) => () => attempt(() => post(`${path}/asks`, wish));
    const keeps = this.people.moderators.has(person);
    return [
      ...(on && !on.audio ? [{text: t('studio.askSound'), act: asks({audio: true})}] : []),
      ...(on && !on.video ? [{text: t('studio.askPicture'), act: asks({video: true})}] : []),
      ...(on?.screen ? [{text: t('studio.screenOff'), act: () => attempt(() => patch(path, {screen: false}))}] : []),
      keeps
        ? {text: t('studio.dismiss', {name}), act: () => attempt(() => put(`${path}/role`, {role: 'GUEST'}))}
        : {text: t('studio.nameModerator', {name}), act: () => attempt(() => put(`${path}/role`, {role: 'MODERATOR'}))},
      {text: t('studio.handOver', {name}), act: () => this.handOver(person, name), keepsFocus: true},
    ];
  }

  /** The live goes on under another host; who was it before stays on stage, at the live's own page. @param {string} person @param {string} name */
  async handOver(person, name) {
    const sure = await ask({
      heading: t('studio.handOverQuestion', {name}), text: t('studio.handOverText', {name}), more: t('studio.handOverYou'),
      yes: t('studio.handOverYes'), no: t('studio.handOverNo'),
    });
    if (sure) {
      await attempt(async () => {
        await put(`${this.pathOf(person)}/role`, {role: 'HOST'});
        goOnStage(this.session);
      });
    }
  }

  /** @param {string} person */
  pathOf(person) {
    return `/api/sessions/${this.session}/participants/${encodeURIComponent(person)}`;
  }
}

/** Takes who hosts no more to the live's page, where they are on stage. @param {string} session */
export function goOnStage(session) {
  letGo();
  location.assign(ontoStage(session));
}

/** @param {string} word @param {string} label @param {() => Promise<unknown>} act */
function button(word, label, act) {
  const made = element('button', '', word);
  made.setAttribute('aria-label', label);
  made.addEventListener('click', () => attempt(act));
  return made;
}

/** @param {() => Promise<unknown>} deed */
const attempt = (deed) => deed().then(() => showProblem(null), showProblem);
