import type { Facts, Progress } from '../chat.ts';
import type { Outcome } from '../understanding/outcome.ts';
import { handOverOf } from './hand-over.ts';
import type { Scene, Step } from './scene.ts';

/** Solved or no longer wanted: no new problem, but the people who look after it have to know. */
export function noteOutcome(
  outcome: Outcome,
  progress: Progress,
  facts: Facts & { personName: string },
  venueId: string,
  scene: Scene,
): Step {
  const { heard, venues, context } = scene;
  const said = `${outcome} (${venues.venue(venueId)?.name ?? venueId}): ${heard.text}`;
  return {
    progress,
    speech: { notes: [{ kind: outcome, name: facts.personName, at: context.now }, { kind: 'write-any-time' }] },
    reason: `report-${outcome}`,
    handOver: handOverOf(facts, said, scene),
  };
}
