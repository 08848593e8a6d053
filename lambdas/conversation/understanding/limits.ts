/** Longest we keep of what people say, in characters as a person counts them. */
export const longestName = 60;
export const longestPosition = 60;
export const longestIssue = 1000;

/** Nobody names a venue after this; bounds the time a pathological message can take. */
export const longestTurn = 6000;
