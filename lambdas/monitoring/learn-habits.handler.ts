import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { databaseOf } from '../runtime/sql/database-variables.ts';
import { LearnHabitsEnv, readEnv } from './env.ts';
import { type HabitCounts, learnHabits } from './habits/learn-habits.ts';

const env = readEnv(LearnHabitsEnv);
const log = createLog('learn-habits', env.LOG_SALT);
const sql = databaseOf(env);

/** Learns from the last weeks when zones are usually off. The next version of the directory carries it to the pollers. */
export async function handler(): Promise<HabitCounts> {
  const counts = await learnHabits(sql, systemClock());
  log.info('habits learnt', counts);
  return counts;
}
