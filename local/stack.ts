import { createClosing } from './stack/closing.ts';
import { startCompute } from './stack/compute.ts';
import { describeStack } from './stack/describe-stack.ts';
import type { LocalStack, LocalStackOptions } from './stack/local-stack.ts';
import { startServices } from './stack/services.ts';

export type { AdminClientConfig, LocalStack, LocalStackOptions } from './stack/local-stack.ts';

/**
 * Brings up everything a synthesised template describes, on this machine only: engines and gateway, what the template
 * keeps in them, functions, HTTP APIs, then what feeds the functions. Nothing is left when it throws.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const onProblem = options.onProblem ?? (() => {});
  const closing = createClosing(onProblem);
  const start = { options, onProblem, closing, step: stopwatch(options.onStep) };
  try {
    const services = await startServices(start);
    const compute = await startCompute(start, services);
    return describeStack(services, compute, closing);
  } catch (problem) {
    await closing.close();
    throw problem;
  }
}

function stopwatch(onStep: LocalStackOptions['onStep']): (step: string) => void {
  let since = performance.now();
  return (step) => {
    const now = performance.now();
    onStep?.(step, now - since);
    since = now;
  };
}
