import type { InvokeResult } from '../functions/functions.ts';
import { functionResponse, gatewayAnswer, type HttpAnswer } from './function-response.ts';

/** What goes back to the caller, and how the function did. */
export type Outcome = { answer: HttpAnswer; integrationMilliseconds?: number; integrationError?: string };

export type IntegrationPorts = {
  invoke(functionId: string, event: unknown): Promise<InvokeResult>;
  onProblem(problem: { source: string; message: string }): void;
};

/** Runs the function behind a route; callers never see why it failed, only that it did. */
export function createIntegration(timeoutSeconds: number, { invoke, onProblem }: IntegrationPorts) {
  return async (functionId: string, event: unknown): Promise<Outcome> => {
    const startedAt = performance.now();
    const result = await withinSeconds(timeoutSeconds, invoke(functionId, event));
    const integrationMilliseconds = performance.now() - startedAt;
    const broken = (status: number, message: string, integrationError: string): Outcome => {
      onProblem({ source: functionId, message: integrationError });
      return { answer: gatewayAnswer(status, message), integrationMilliseconds, integrationError };
    };
    if (!result) return broken(503, 'Service Unavailable', 'the function did not answer in time');
    if (!result.ok) return broken(500, 'Internal Server Error', `${result.errorType}: ${result.errorMessage}`);
    const answer = functionResponse(result.payload);
    if (!answer) return broken(500, 'Internal Server Error', 'the function returned a malformed response');
    return { answer, integrationMilliseconds };
  };
}

async function withinSeconds<T>(seconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    // A request left open when the API is closed must not keep the process alive.
    timer = setTimeout(() => resolve(undefined), seconds * 1000).unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
