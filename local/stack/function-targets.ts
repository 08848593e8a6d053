import type { Resources } from '../assembly/read-resources.ts';
import { TemplateError } from '../assembly/template.ts';

/** The id of the function that an ARN of a function, alias or version leads to; undefined for anything else. */
export function functionAt(arn: string, resources: Resources): string | undefined {
  const pointer = [...resources.aliases, ...resources.versions].find((candidate) => candidate.arn === arn);
  const functionArn = pointer?.functionArn ?? arn.replace(/:\$LATEST$/, '');
  return resources.functions.find((candidate) => candidate.arn === functionArn)?.id;
}

/** The same for what cannot work without its function. */
export function requiredFunctionAt(arn: string, resources: Resources, who: string): string {
  const id = functionAt(arn, resources);
  if (id === undefined) throw new TemplateError(`${who} leads to ${arn}, which is no function of the template`);
  return id;
}
