/** What other capabilities may use of monitoring. */
export { type CurrentState, type CurrentStatePorts, currentStateOf } from './current-state.ts';
export { DEFAULT_POLICY, MonitoringPolicy } from './policy.ts';
