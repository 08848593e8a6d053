import { createDecision } from './decision.js';
import { clock, get, post } from './dom.js';

const LOOK_MILLISECONDS = 3_000;
const ENDED = { succeeded: 'done', refused: 'refused', failed: 'failed' };

/** How the sync stands, the button that runs it, its report, and the decision about a refused change. */
export function createSync(byId, { by, onDirectory, onEnded }) {
  const form = byId('sync-form');
  const state = byId('sync-state');
  const progress = byId('sync-progress');
  const words = byId('sync-progress-words');
  const report = byId('report');
  let ours;
  let running;
  let lastRun;

  const showProgress = () => {
    const since = ours ?? (running && Date.parse(running.startedAt));
    const seconds = since === undefined ? 0 : Math.max(0, Math.round((Date.now() - since) / 1000));
    const whose = ours === undefined && running ? ` (asked for by ${running.requestedBy})` : '';
    progress.hidden = since === undefined;
    if (since !== undefined) tell(`Running for ${seconds} s${whose}`);
    else if (words.dataset.running) tell('');
    words.dataset.running = since === undefined ? '' : 'yes';
  };
  const tell = (sentence, isTrouble = false) => {
    words.textContent = sentence;
    words.className = isTrouble ? 'trouble' : '';
  };

  const showLast = (last) => {
    if (!last) return;
    if (report.textContent !== last.inWords) report.textContent = last.inWords;
    decision.show(last);
    if (lastRun !== undefined && lastRun !== last.runId) onEnded();
    lastRun = last.runId;
  };

  const look = async () => {
    try {
      const picture = await get('/api/venue-data');
      running = picture.running;
      showLast(picture.last);
      state.textContent = inWords(picture);
      state.classList.remove('trouble');
      onDirectory(picture.directory);
    } catch (problem) {
      state.textContent = problem.message;
      state.classList.add('trouble');
    }
    showProgress();
  };

  const run = async (more) => {
    const name = by();
    if (!name || ours !== undefined) return;
    ours = Date.now();
    form.elements.run.disabled = true;
    showProgress();
    try {
      const ended = await post('/_local/sync', { by: name, ...more });
      showLast(ended);
      ours = undefined;
      showProgress();
      if (ended.joined)
        tell('A run was under way already; this is its report. Sync again for what was edited meanwhile.');
      if (more.approve && ended.outcome === 'refused')
        tell('The sheet has changed since: look at the difference anew.', true);
    } catch (problem) {
      ours = undefined;
      showProgress();
      tell(problem.message, true);
    }
    form.elements.run.disabled = false;
    await look();
  };

  const decision = createDecision(byId('decide'), { onApprove: (fingerprint) => run({ approve: fingerprint }) });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run(form.elements.discover.checked ? { discover: true } : {});
  });
  setInterval(showProgress, 1_000);
  setInterval(() => document.hidden || look(), LOOK_MILLISECONDS);
  void look();
}

function inWords({ last, nextDueAt, problems }) {
  const was = last ? `Last run ${ENDED[last.outcome]} ${clock(last.finishedAt)} (${last.requestedBy})` : 'No run yet';
  const due = Date.parse(nextDueAt) <= Date.now() ? 'next is due now' : `next due ${clock(nextDueAt)}`;
  return [`${was} · ${due}`, ...problems.map((problem) => `not known: ${problem}`)].join(' · ');
}
