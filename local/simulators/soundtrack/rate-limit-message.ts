/** The words in which Soundtrack refuses; clients read the two numbers from them. */
export const rateLimitMessage = (cost: number, available: number): string =>
  `You are rate limited. The request costs ${cost} tokens and you have ${available} available.`;
