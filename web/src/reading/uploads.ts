import { getThumbnail, predict, ServiceProblem } from '../service/client';
import { isResult, type ServiceInfo } from '../service/types';
import { settings } from '../settings';
import { number, t } from '../strings';
import { reasonOf } from '../reason';
import type { Case } from './case';
import type { Worklist } from './worklist';

const atOnce = 3;
const longestWait = 30;
const mostTries = 6;
const bytesPerMegabyte = 1 << 20;

/** Has the service read what is on the worklist, a few files at a time, and asks again where it is busy. */
export class Uploads {
  private readonly waiting: Case[] = [];
  private running = 0;

  constructor(
    private readonly worklist: Worklist,
    private readonly service: () => ServiceInfo | null,
  ) {}

  /** Queues items. */
  add(items: Case[]): void {
    for (const item of items) {
      item.state = 'waiting';
      item.error = null;
    }
    this.waiting.push(...items);
    this.worklist.update();
    while (this.running < atOnce && this.waiting.length > 0) void this.run();
  }

  private async run(): Promise<void> {
    this.running++;
    for (let item = this.waiting.shift(); item; item = this.waiting.shift()) {
      if (this.worklist.items.includes(item)) await this.read(item);
    }
    this.running--;
  }

  private async read(item: Case): Promise<void> {
    const limit = this.service()?.limits.file_bytes ?? Number.POSITIVE_INFINITY;
    if (!item.file) return;
    if (item.file.size > limit) {
      this.fail(item, t('error.tooLarge', { limit: number(limit / bytesPerMegabyte) }), false);
      return;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await predict(item.file, settings.prevalence);
        if (!isResult(answer)) {
          this.fail(item, answer.error, false);
          return;
        }
        item.result = answer;
        item.state = 'done';
        item.error = null;
        this.worklist.update();
        await this.fetchThumbnail(item);
        return;
      } catch (error) {
        const problem = error instanceof ServiceProblem ? error : new ServiceProblem(0, 'unexpected', String(error), null);
        if (!problem.isTemporary || problem.status === 0 || attempt === mostTries) {
          this.fail(item, reasonOf(problem), problem.isTemporary || problem.status === 401);
          return;
        }
        item.error = t('error.busy');
        this.worklist.update();
        await new Promise((resolve) => setTimeout(resolve, 1000 * Math.min(longestWait, problem.retryAfter ?? attempt)));
      }
    }
  }

  private fail(item: Case, error: string, canRetry: boolean): void {
    item.state = 'failed';
    item.error = error;
    item.canRetry = canRetry;
    this.worklist.update();
  }

  /** Fetches the small picture of an item that was read. */
  async fetchThumbnail(item: Case): Promise<void> {
    if (!item.result) return;
    try {
      item.thumbnail = await getThumbnail(item.result.id);
      this.worklist.update();
    } catch {
      // Without it the list shows the class alone; the picture may be past its retention.
    }
  }
}
