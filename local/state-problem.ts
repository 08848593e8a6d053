/** What is kept on disk cannot be used by this start; starting afresh helps. */
export class StateProblem extends Error {
  override name = 'StateProblem';
  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem}. Start over with empty state: npm start -- --fresh`, options);
  }
}
