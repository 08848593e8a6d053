/** List prices of us-east-1 in dollars. */
export const PRICES = {
  /** arm64. */
  lambdaGbSecond: 0.000_013_333_4,
  perMillion: { lambdaRequests: 0.2, sqsRequests: 0.4, writeUnits: 0.625, readUnits: 0.125 },
  metricSeries: 0.3,
  alarm: 0.1,
  logGb: 0.5,
} as const;

/** What cannot be measured on one machine. */
export const ASSUMED = {
  secondsPerSoundtrackCall: 0.4,
  secondsPerTableRequest: 0.006,
  savesAtOnce: 16,
  /** A function of 1,024 MB has this share of a processor. */
  processorShare: 1_024 / 1_769,
  functionGb: 1,
  /** Of all readings of zones, so many change something; each costs what a change of the storm cost. */
  changingShare: 0.005,
  /** Empty receives of a queue's five pollers, 20 seconds each. */
  emptyReceives: (5 * 3_600 * 730) / 20,
  /** Beside sending, in batches: receive, put back its visibility, delete. */
  requestsPerMessage: 3,
  /** What the runtime, our one line and the metrics write for a run. */
  logBytesPerRun: 1_600,
  changesPerLanding: 10,
  secondsPerLanding: 0.4,
  hoursAMonth: 730,
} as const;
