import type { Exercise } from './exercise.ts';

/** Where the exercise is kept between two runs. */
export type Exercises = {
  /** Reads what was saved last. Without an exercise: there is none yet, or none that can be understood. */
  load(): Promise<{ exercise?: Exercise; version: number }>;
  /** Saves as version `version + 1`; answers whether nobody else did meanwhile. */
  save(exercise: Exercise, version: number): Promise<boolean>;
};
