/** Signing in, and making an account. */
import {signIn} from '/js/api.js';
import {byId, showAccount, showProblem} from '/js/page.js';

let registering = false;

function show() {
  byId('heading').textContent = registering ? 'Make an account' : 'Welcome back';
  byId('submit').textContent = registering ? 'Make the account' : 'Sign in';
  byId('switch-text').textContent = registering ? 'You have one?' : 'New here?';
  byId('switch').textContent = registering ? 'Sign in' : 'Make an account';
  byId('name-field').hidden = !registering;
  byId('form').displayName.required = registering;
  byId('form').password.autocomplete = registering ? 'new-password' : 'current-password';
  showProblem(null);
}

/** Only a path of this site may be gone to. */
function next() {
  const wanted = new URLSearchParams(location.search).get('next') || '/';
  const target = new URL(wanted, location.origin);
  return target.origin === location.origin ? target.pathname : '/';
}

byId('switch').addEventListener('click', () => {
  registering = !registering;
  show();
});

byId('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const {handle, displayName, password} = event.target;
  byId('submit').disabled = true;
  try {
    const path = registering ? '/api/auth/register' : '/api/auth/login';
    const credentials = {handle: handle.value.trim().toLowerCase(), password: password.value};
    await signIn(path, registering ? {...credentials, displayName: displayName.value.trim()} : credentials);
    location.assign(next());
  } catch (problem) {
    const fields = (problem.errors || []).map((error) => `${error.field} ${error.message}`).join('; ');
    showProblem(fields ? new Error(fields) : problem);
  } finally {
    byId('submit').disabled = false;
  }
});

showAccount();
show();
