import { pollLeg } from './poll-leg.ts';
import type { Polled, PollPorts } from './poll-ports.ts';
import { probe } from './probe.ts';
import { recheck } from './recheck.ts';
import { survey } from './survey.ts';
import type { PollWork } from './work.ts';

/** Does what one message asks for. Doing it twice costs tokens and changes nothing. */
export function poll(work: PollWork, ports: PollPorts): Promise<Polled> {
  switch (work.kind) {
    case 'pages':
    case 'accounts':
      return pollLeg(work, ports);
    case 'recheck':
      return recheck(work, ports);
    case 'survey':
      return survey(work, ports);
    case 'probe':
      return probe(ports);
  }
}
