/** Another password: whoever else is signed in with the old one is so no longer. */
import {html} from 'lit';
import {post} from '/js/api.js';
import {Part} from '/js/account/part.js';
import {t} from '/js/text.js';

class OwnPassword extends Part {
  static properties = {...Part.properties, handle: {attribute: false}};

  render() {
    return html`
      <section class="card own-part" aria-labelledby="password">
        <h2 id="password">${t('signin.password')}</h2>
        <p class="soft">${t('own.passwordText')}</p>
        <form class="stack" @submit=${this.change}>
          <input type="text" name="username" autocomplete="username" .value=${this.handle ?? ''} hidden>
          <label>${t('own.currentPassword')}
            <input name="current" type="password" autocomplete="current-password" required maxlength="200">
          </label>
          <label>${t('own.newPassword')}
            <input name="next" type="password" autocomplete="new-password" required minlength="10" maxlength="200" aria-describedby="new-password-hint">
          </label>
          <p class="soft small" id="new-password-hint">${t('signin.passwordHint')}</p>
          <div class="row"><button class="primary" ?disabled=${this.busy}>${t('own.changePassword')}</button></div>
        </form>
        ${this.outcome()}
      </section>`;
  }

  /** @param {SubmitEvent} event */
  async change(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const {current, next} = /** @type {any} */ (form.elements);
    const changed = await this.attempt(async () => {
      try {
        await post('/api/auth/password', {current: current.value, password: next.value});
      } catch (problem) {
        // No handle was asked for here, so that the usual words would mislead.
        throw problem.code === 'BAD_CREDENTIALS' ? new Error(t('own.wrongCurrent')) : problem;
      }
    }, t('own.passwordChanged'));
    if (changed) {
      form.reset();
      this.dispatchEvent(new CustomEvent('signed-out-elsewhere', {bubbles: true}));
    }
  }
}

customElements.define('griot-own-password', OwnPassword);
