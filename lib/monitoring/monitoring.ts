import { Construct } from 'constructs';
import type { DashboardRow } from '../house/dashboard-row.ts';
import type { HouseQueue } from '../house/house-queue.ts';
import { monitoringAlarms } from './alarms.ts';
import { Canary } from './canary.ts';
import { monitoringRow } from './dashboard-row.ts';
import { Habits } from './habits.ts';
import { Landing } from './landing.ts';
import { Planning } from './planning.ts';
import { Polling } from './polling.ts';
import type { StepProps } from './step.ts';

/** Every zone looked at again and again: planned, read, compared with what was known, landed in the history. */
export class Monitoring extends Construct {
  /** Of the shards, one each. */
  readonly queues: HouseQueue[];
  readonly row: DashboardRow;

  constructor(scope: Construct, id: string, props: StepProps) {
    super(scope, id);
    const names = props.stage.monitoring.shards;
    const { shards } = new Polling(this, 'Polling', props);
    this.queues = shards.map(({ polls }) => polls);
    const planning = new Planning(this, 'Planning', { ...props, shards });
    const landing = new Landing(this, 'Landing', props);
    const habits = new Habits(this, 'Habits', props);
    const canary = new Canary(this, 'Canary', props);
    const functions = [
      planning.planPolls,
      ...shards.map(({ pollZones }) => pollZones),
      landing.landChanges,
      habits.learnHabits,
      canary.exerciseCanary,
    ];
    const watched = [...functions, ...this.queues, planning.schedule, landing.stream, habits.schedule, canary.schedule];
    this.row = monitoringRow({
      shards: names,
      queues: this.queues,
      landing: landing.stream,
      logGroups: functions.map(({ logGroup }) => logGroup),
      alarms: [...monitoringAlarms(this, names), ...watched.flatMap(({ alarms }) => alarms)],
    });
  }
}
