export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Resolves after so many seconds; handed in like the clock, so that tests wait for nothing. */
export type Sleep = (seconds: number) => Promise<void>;

export const systemSleep: Sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
