import { el } from '../dom';
import { getModel, setKey } from '../service/client';
import type { ServiceInfo } from '../service/types';
import { t } from '../strings';
import { openDialog } from './dialog';

/** Asks who is reading; the key stays in this tab until it is closed. */
export function openSignInDialog(service: ServiceInfo, done: () => void): void {
  if (document.getElementById('signin-dialog')) return;
  const error = el('p', { class: 'error', role: 'alert' });
  const key = el('input', { id: 'api-key', type: 'password', autocomplete: 'off', required: true });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setKey(key.value.trim());
    try {
      await getModel();
      dialog.close();
      done();
    } catch {
      setKey(null);
      error.textContent = t('signin.wrong');
    }
  };
  const withKey = service.authentication.includes('key');
  const withProvider = service.authentication.includes('oidc');
  const dialog = openDialog('signin-dialog', 'signin.title',
    el('p', { text: 'signin.why' }),
    ...(withProvider ? [el('p', {}, el('a', { class: 'button', href: '/signin?return=/', text: 'signin.oidc' }))] : []),
    ...(withKey
      ? [el('form', { onsubmit: (event: Event) => void submit(event) },
          el('label', { for: 'api-key', text: 'signin.key' }), key, error,
          el('button', { type: 'submit', class: 'primary', text: 'signin.go' }))]
      : []));
}
