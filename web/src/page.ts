import { announce, el, translate } from './dom';
import { bindKeys } from './keys';
import { renderFeedback } from './panels/feedbackPanel';
import { openHelpDialog } from './panels/helpDialog';
import { icon } from './panels/icons';
import { openModelDialog } from './panels/modelDialog';
import { renderPrevalence } from './panels/prevalencePanel';
import { renderDetails, renderResult, type ResultActions } from './panels/resultPanel';
import { openSearchDialog } from './panels/searchDialog';
import { openSignInDialog } from './panels/signInDialog';
import { ViewerPanel } from './panels/viewerPanel';
import { WorklistPanel } from './panels/worklistPanel';
import { caseOfFile, caseOfResult, type Case } from './reading/case';
import { filesOf, pastedFiles, plausible } from './reading/intake';
import { Uploads } from './reading/uploads';
import { Worklist } from './reading/worklist';
import { reasonOf } from './reason';
import { deleteResult, getModel, getResult, getService, ServiceProblem, whenUnauthorized } from './service/client';
import type { ModelInfo, Result, ServiceInfo } from './service/types';
import { change, settings } from './settings';
import { t } from './strings';

const units = [['days', 86_400], ['hours', 3_600], ['minutes', 60], ['seconds', 1]] as const;

/** Composes the page. */
export class Page {
  private service: ServiceInfo | null = null;
  private model: ModelInfo | null = null;
  private readonly worklist = new Worklist();
  private readonly uploads = new Uploads(this.worklist, () => this.service);
  private readonly result = el('div', { class: 'result-body', id: 'result-body' });
  private readonly kept = el('p', { class: 'muted small' });
  private readonly version = el('span', { class: 'version' });
  private readonly status = el('p', { class: 'page-error', role: 'alert' });
  private readonly files = el('input', { type: 'file', multiple: true, hidden: true, id: 'files', 'aria-hidden': 'true', tabindex: '-1' });
  private readonly folder = el('input', {
    type: 'file', webkitdirectory: true, hidden: true, id: 'folder', 'aria-hidden': 'true', tabindex: '-1',
  });
  private readonly list = new WorklistPanel(this.worklist, () => this.files.click(), () => this.folder.click());
  private readonly viewer = new ViewerPanel(this.dropZone());
  private readonly print = el('div', { class: 'print-picture', 'aria-hidden': 'true' });
  private drawn = '';

  /** Puts the page together and starts it. */
  async start(): Promise<void> {
    this.applySettings();
    document.body.append(
      el('a', { class: 'skip', href: '#result-body', text: 'app.skip' }),
      this.header(),
      el('main', { class: 'page' }, this.list.element, this.viewer.element,
        el('section', { class: 'result', label: 'result.title' }, el('h2', { text: 'result.title' }), this.print, this.result)),
      this.files, this.folder, el('p', { id: 'live', class: 'unseen', 'aria-live': 'polite' }), this.status);
    await this.viewer.start();
    this.bind();
    translate(document.documentElement);
    this.render();
    await this.connect();
    document.documentElement.dataset['ready'] = 'true';
  }

  private header(): HTMLElement {
    const button = (name: 'search' | 'help' | 'theme', act: () => void): HTMLElement =>
      el('button', { type: 'button', class: 'quiet', id: `open-${name}`, label: `app.${name}`, onclick: act }, icon(name));
    return el('header', { class: 'top' },
      el('h1', {}, el('img', { src: './icon.svg', alt: '', width: 26, height: 26 }), 'CovidCxr'),
      el('p', { class: 'notice', role: 'note', text: 'app.notice' }),
      el('div', { class: 'top-actions' },
        el('button', { type: 'button', class: 'quiet', id: 'open-model', onclick: () => this.showModel() },
          icon('model'), el('span', { text: 'app.model' }), this.version),
        button('search', () => this.search()),
        button('help', openHelpDialog),
        button('theme', () => this.set({ theme: settings.theme === 'dark' ? 'light' : 'dark' })),
        el('button', {
          type: 'button', class: 'quiet', id: 'language', text: 'app.language',
          onclick: () => this.set({ language: settings.language === 'en' ? 'de' : 'en' }),
        })));
  }

  private dropZone(): HTMLElement {
    return el('div', { class: 'drop-zone' },
      el('p', { class: 'drop-title', text: 'intake.drop' }),
      el('p', { class: 'muted', text: 'intake.hint' }),
      el('div', { class: 'actions' },
        el('button', { type: 'button', class: 'primary', onclick: () => this.files.click() },
          icon('open'), el('span', { text: 'intake.choose' })),
        el('button', { type: 'button', onclick: () => this.folder.click() }, icon('folder'), el('span', { text: 'intake.folder' }))),
      this.kept);
  }

  private bind(): void {
    for (const input of [this.files, this.folder]) {
      input.addEventListener('change', () => {
        this.add(plausible([...(input.files ?? [])]));
        input.value = '';
      });
    }
    const isFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const mark = (isOver: boolean): void => void document.body.classList.toggle('dropping', isOver);
    document.addEventListener('dragover', (event) => {
      event.preventDefault();
      mark(isFiles(event));
    });
    document.addEventListener('dragleave', (event) => mark(event.relatedTarget !== null));
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer && isFiles(event)) void filesOf(event.dataTransfer).then((files) => this.add(files));
    });
    document.addEventListener('paste', (event) => {
      const files = event.clipboardData ? pastedFiles(event.clipboardData) : [];
      if (files.length > 0) this.add(files);
    });
    bindKeys(this.viewer, this.worklist, { open: () => this.files.click(), search: () => this.search(), help: openHelpDialog });
    this.worklist.onSelect(() => {
      this.viewer.release(this.worklist.items);
      void this.viewer.show(this.worklist.selection);
      void this.refreshPrevalence();
    });
    this.worklist.onChange(() => {
      if (this.worklist.selection) this.viewer.refresh(this.worklist.selection);
      this.render();
    });
    window.addEventListener('beforeprint', () => this.print.replaceChildren(this.viewer.viewer.snapshot() ?? ''));
    whenUnauthorized(() => this.signIn());
  }

  private async connect(): Promise<void> {
    try {
      this.service = await getService();
      this.model = await getModel();
      this.status.textContent = '';
    } catch (problem) {
      if (problem instanceof ServiceProblem && problem.status === 401) this.signIn();
      else this.status.textContent = t('error.start', { reason: reasonOf(problem) });
    }
    this.version.textContent = this.model?.card.version ?? '';
    this.kept.textContent = this.service ? keptText(this.service.retention.pictures_seconds) : '';
    this.drawn = '';
    this.render();
  }

  private add(files: File[]): void {
    if (files.length === 0) {
      announce(t('intake.none'));
      this.status.textContent = t('intake.none');
      return;
    }
    this.status.textContent = '';
    const items = files.map(caseOfFile);
    this.worklist.add(items);
    if (items[0]) this.worklist.select(items[0]);
    announce(t('intake.added', { count: files.length }));
    this.uploads.add(items);
  }

  // Draws the result anew only when what it shows has changed: a half-written note must not be lost to another picture's result.
  private render(): void {
    const item = this.worklist.selection;
    const { language, prevalence } = settings;
    const state = JSON.stringify([item?.key, item?.state, item?.error, item?.result, language, prevalence, this.model !== null]);
    if (state === this.drawn) return;
    this.drawn = state;
    const { actions } = this;
    const parts = renderResult(item, this.model, actions);
    if (item?.result) {
      parts.push(
        renderPrevalence(item.result, this.model, settings.prevalence, (share) => {
          change({ prevalence: share });
          void this.refreshPrevalence();
        }),
        renderFeedback(item, () => this.worklist.update()),
        ...renderDetails(item, actions));
      announce(`${item.name}: ${item.result.refer ? `${t('result.refer')}. ` : ''}${item.result.class}`);
    }
    this.result.replaceChildren(...parts);
    translate(this.result);
  }

  private readonly actions: ResultActions = {
    showHeatmap: (finding) => this.viewer.overlays.showHeatmap(finding),
    retry: (item) => this.uploads.add([item]),
    remove: (item) => this.worklist.remove(item),
    print: () => window.print(),
    delete: (item) => void this.delete(item),
  };

  private async delete(item: Case): Promise<void> {
    if (!item.result || !window.confirm(t('result.deleteSure'))) return;
    try {
      await deleteResult(item.result.id);
      this.worklist.remove(item);
      announce(t('result.deleted'));
    } catch (problem) {
      this.status.textContent = reasonOf(problem);
    }
  }

  private async refreshPrevalence(): Promise<void> {
    const item = this.worklist.selection;
    if (!item?.result || (item.result.at_prevalence?.prevalence ?? null) === settings.prevalence) {
      this.render();
      return;
    }
    try {
      item.result = await getResult(item.result.id, settings.prevalence);
    } catch (problem) {
      this.status.textContent = reasonOf(problem);
    }
    this.render();
  }

  private search(): void {
    openSearchDialog((result: Result) => {
      const known = this.worklist.items.find((item) => item.result?.id === result.id);
      const item = known ?? caseOfResult(result);
      if (!known) {
        this.worklist.add([item]);
        void this.uploads.fetchThumbnail(item);
      }
      this.worklist.select(item);
    });
  }

  private showModel(): void {
    if (this.model) openModelDialog(this.model, this.service);
    else void this.connect();
  }

  private signIn(): void {
    if (this.service) openSignInDialog(this.service, () => void this.connect());
  }

  private set(values: Parameters<typeof change>[0]): void {
    change(values);
    this.applySettings();
    translate(document.documentElement);
    this.list.render();
    this.viewer.translate();
    if (this.service) this.kept.textContent = keptText(this.service.retention.pictures_seconds);
    this.render();
  }

  private applySettings(): void {
    document.documentElement.dataset['theme'] = settings.theme;
    document.documentElement.lang = settings.language;
    document.title = t('app.title');
  }
}

function keptText(seconds: number): string {
  if (seconds <= 0) return t('intake.notKept');
  const [unit, length] = units.find((each) => seconds >= 2 * each[1] && seconds % each[1] === 0) ?? units[3];
  return t('intake.kept', { time: t(`time.${unit}`, { count: seconds / length }) });
}
