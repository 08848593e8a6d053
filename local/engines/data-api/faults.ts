import type { Time } from '../../simulators/time.ts';
import { DataApiError } from './errors.ts';

/** What the Data API does to its callers on purpose. */
export type DataApiFaults = {
  /** Every call within this time from now finds the cluster waking from its pause. */
  resumingForMilliseconds?: number;
  /** Every call finds no writer instance. */
  unavailable?: boolean;
  /** Each call takes at least this long. */
  slowMilliseconds?: number;
  /** So many calls more do their work and lose their answer on the way. */
  dropResponses?: number;
};

export type FaultDoor = {
  /** What is not named stays as it is. */
  set(faults: DataApiFaults): void;
  clear(): void;
  /** Answers when the call may go on, or throws what it meets instead. */
  meet(instanceName: string): Promise<void>;
  /** Whether this answer is lost; counts it. */
  losesAnswer(): boolean;
};

export function createFaultDoor({ clock, scheduler }: Time): FaultDoor {
  let faults: DataApiFaults = {};
  let awakeAt = 0;
  return {
    set(change) {
      faults = { ...faults, ...change };
      if (change.resumingForMilliseconds !== undefined) awakeAt = clock().getTime() + change.resumingForMilliseconds;
    },
    clear() {
      faults = {};
      awakeAt = 0;
    },
    async meet(instanceName) {
      if (faults.slowMilliseconds) {
        const { slowMilliseconds } = faults;
        await new Promise<void>((resolve) => scheduler.after(slowMilliseconds, resolve));
      }
      if (clock().getTime() < awakeAt) {
        throw new DataApiError(
          'DatabaseResumingException',
          400,
          `The Aurora DB instance ${instanceName} is resuming after being auto-paused. Please wait a few seconds and try again.`,
        );
      }
      if (faults.unavailable) throw new DataApiError('DatabaseUnavailableException', 504, '');
    },
    losesAnswer() {
      const { dropResponses = 0 } = faults;
      faults.dropResponses = Math.max(0, dropResponses - 1);
      return dropResponses > 0;
    },
  };
}
